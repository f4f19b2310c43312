package io.quarkiverse.strata.mapping;

import java.util.List;
import java.util.Optional;

import io.quarkiverse.strata.sql.Descriptors;
import io.vertx.sqlclient.Row;

/** A mapper as one writes it by hand, in the form that the build generates. */
final class FilmMapper extends GeneratedMapper<FilmMapper.Film> {

    record Format(String codec, int width) {
    }

    record Film(Long id, String title, int length, Optional<String> note, Mood mood, List<String> tags, Format format) {
    }

    FilmMapper() {
        super(Film.class, "public", "film", MappedColumn.value("id", "film_id", "int8", Long.class).id().generated(),
                MappedColumn.value("title", "title", "text", String.class),
                MappedColumn.value("length", "length", "int4", int.class),
                MappedColumn.value("note", "note", "text", String.class).optional(),
                MappedColumn.value("mood", "mood", "mood", Mood.class),
                MappedColumn.list("tags", "tags", "text[]", String.class),
                MappedColumn.value("format.codec", "format_codec", "text", String.class).embedded(),
                MappedColumn.value("format.width", "format_width", "int4", int.class).embedded());
    }

    static void register() {
        Mood.register();
        Descriptors.register(new FilmMapper());
    }

    @Override
    @SuppressWarnings("unchecked")
    protected Film read(Row row, int[] places) {
        return new Film((Long) get(row, places, 0), (String) get(row, places, 1), (int) get(row, places, 2),
                (Optional<String>) get(row, places, 3), (Mood) get(row, places, 4), (List<String>) get(row, places, 5),
                absent(row, places, 6, 8) ? null : new Format((String) get(row, places, 6), (int) get(row, places, 7)));
    }

    @Override
    public Object value(Film owner, int index) {
        return switch (index) {
            case 0 -> owner.id();
            case 1 -> owner.title();
            case 2 -> owner.length();
            case 3 -> owner.note();
            case 4 -> owner.mood();
            case 5 -> owner.tags();
            case 6 -> owner.format() == null ? null : owner.format().codec();
            case 7 -> owner.format() == null ? null : owner.format().width();
            default -> throw new IndexOutOfBoundsException(index);
        };
    }
}
