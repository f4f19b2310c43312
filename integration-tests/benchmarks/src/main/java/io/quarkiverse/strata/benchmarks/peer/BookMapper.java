package io.quarkiverse.strata.benchmarks.peer;

import java.math.BigDecimal;
import java.time.OffsetDateTime;

import io.quarkiverse.strata.mapping.GeneratedMapper;
import io.quarkiverse.strata.mapping.MappedColumn;
import io.vertx.sqlclient.Row;

/** What the build of an application would generate for {@link Book}; this program is built without Quarkus. */
final class BookMapper extends GeneratedMapper<Book> {

    BookMapper() {
        super(Book.class, null, "book", MappedColumn.value("id", "id", "int8", Long.class).id().generated(),
                MappedColumn.value("title", "title", "text", String.class),
                MappedColumn.value("author", "author", "text", String.class),
                MappedColumn.value("pages", "pages", "int4", int.class),
                MappedColumn.value("price", "price", "numeric", BigDecimal.class),
                MappedColumn.value("addedAt", "added_at", "timestamptz", OffsetDateTime.class));
    }

    @Override
    protected Book read(Row row, int[] places) {
        return new Book((Long) get(row, places, 0), (String) get(row, places, 1), (String) get(row, places, 2),
                (int) get(row, places, 3), (BigDecimal) get(row, places, 4), (OffsetDateTime) get(row, places, 5));
    }

    @Override
    public Object value(Book owner, int index) {
        return switch (index) {
            case 0 -> owner.id();
            case 1 -> owner.title();
            case 2 -> owner.author();
            case 3 -> owner.pages();
            case 4 -> owner.price();
            case 5 -> owner.addedAt();
            default -> throw new IndexOutOfBoundsException(index);
        };
    }
}
