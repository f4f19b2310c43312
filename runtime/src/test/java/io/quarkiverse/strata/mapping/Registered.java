package io.quarkiverse.strata.mapping;

import io.quarkiverse.strata.sql.Descriptors;
import io.vertx.sqlclient.Row;

/** Two mapped records for tests of other rooms. */
public final class Registered {

    /** {@code CREATE TABLE author (id int8, name text)}. */
    public record Author(Long id, String name) {
    }

    /** {@code CREATE TABLE book (id int8, author_id int8)}. */
    public record Book(Long id, Long authorId) {
    }

    private Registered() {
    }

    public static void register() {
        Descriptors.register(new AuthorMapper());
        Descriptors.register(new BookMapper());
    }

    private static final class AuthorMapper extends GeneratedMapper<Author> {

        AuthorMapper() {
            super(Author.class, null, "author", MappedColumn.value("id", "id", "int8", Long.class).id(),
                    MappedColumn.value("name", "name", "text", String.class));
        }

        @Override
        protected Author read(Row row, int[] places) {
            return new Author((Long) get(row, places, 0), (String) get(row, places, 1));
        }

        @Override
        public Object value(Author owner, int index) {
            return index == 0 ? owner.id() : owner.name();
        }
    }

    private static final class BookMapper extends GeneratedMapper<Book> {

        BookMapper() {
            super(Book.class, null, "book", MappedColumn.value("id", "id", "int8", Long.class).id(),
                    MappedColumn.value("authorId", "author_id", "int8", Long.class));
        }

        @Override
        protected Book read(Row row, int[] places) {
            return new Book((Long) get(row, places, 0), (Long) get(row, places, 1));
        }

        @Override
        public Object value(Book owner, int index) {
            return index == 0 ? owner.id() : owner.authorId();
        }
    }
}
