package io.quarkiverse.strata.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import io.quarkiverse.strata.mapping.FilmMapper.Film;
import io.quarkiverse.strata.mapping.FilmMapper.Format;
import io.quarkiverse.strata.sql.ColumnDescriptor;
import io.quarkiverse.strata.sql.Descriptors;
import io.quarkiverse.strata.sql.PgType;
import io.quarkiverse.strata.sql.Row;
import io.quarkiverse.strata.sql.Shape;
import io.quarkiverse.strata.sql.TableDescriptor;

/** Results as records, single values and rows. */
class RecordReaderTest {

    private static final String NAME = "io.quarkiverse.strata.mapping.FilmMapper$Film";
    private static Roundtrip server;

    @BeforeAll
    static void start() {
        FilmMapper.register();
        server = new Roundtrip("CREATE TYPE mood AS ENUM ('sad', 'ok', 'very \"happy\", really', 'NULL', 'new')");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static List<Film> films(String sql) {
        return server.rows(sql, Shape.record(Film.class));
    }

    @Test
    void buildsRecordsFromColumnsInAnyOrder() {
        assertThat(films("SELECT 9 AS other, NULL::text AS note, 'A'::text AS title, 7::int4 AS film_id, 90::int2 AS length, "
                + "'sad'::mood AS mood, '{x,NULL}'::text[] AS tags, 'av1'::text AS format_codec, 1080 AS format_width "
                + "UNION ALL SELECT 9, 'n', NULL, NULL, 1, NULL, NULL, NULL, NULL"))
                .containsExactly(
                        new Film(7L, "A", 90, Optional.empty(), Mood.SAD, java.util.Arrays.asList("x", null),
                                new Format("av1", 1080)),
                        new Film(null, null, 1, Optional.of("n"), null, null, null));
    }

    private static String row(String length, String mood, String width) {
        return "SELECT 7 AS film_id, 'A'::text AS title, " + length + " AS length, NULL::text AS note, " + mood
                + "::mood AS mood, NULL::text[] AS tags, 'x'::text AS format_codec, " + width + " AS format_width";
    }

    @Test
    void aNullForAPrimitiveIsNamedWithItsCure() {
        assertThatThrownBy(() -> films(row("NULL::int4", "NULL", "1"))).isInstanceOf(IllegalArgumentException.class).hasMessage(
                "STRATA-1304: " + NAME
                        + ".length (column \"length\") is null, which a primitive can't hold. Make the component "
                        + "Integer or Optional<Integer>.");
        assertThatThrownBy(() -> films(row("1", "NULL", "NULL::int4"))).hasMessage("STRATA-1304: " + NAME
                + ".format.width (column \"format_width\") is null, which a primitive can't hold. Make the component Integer or "
                + "Optional<Integer>.");
    }

    @Test
    void aValueThatDoesNotFitIsNamedWithoutIt() {
        assertThatThrownBy(() -> films(row("5000000000", "NULL", "1"))).hasMessage("STRATA-1305: " + NAME
                + ".length (column \"length\") can't take what was read: it is out of the range of int. Use a type that can hold it.");
        assertThatThrownBy(() -> films(row("1.5", "NULL", "1"))).hasMessage("STRATA-1305: " + NAME
                + ".length (column \"length\") can't take what was read: it has a fraction, which int can't hold. Round it, or use a "
                + "type that can.");
        assertThatThrownBy(() -> films(row("'NaN'::numeric", "NULL", "1"))).hasMessage("STRATA-1305: " + NAME
                + ".length (column \"length\") can't take what was read: it is NaN, which BigDecimal and the integers don't have. "
                + "Use a double, or nullif(…, 'NaN') in the statement.");
        assertThatThrownBy(() -> films(row("'1'::text", "NULL", "1"))).hasMessage("STRATA-1305: " + NAME
                + ".length (column \"length\") can't take what was read: it is of type text, which can't become java.lang.Integer. "
                + "Use the class of that type, or cast the column in the statement.");
        assertThatThrownBy(() -> films(row("1", "'new'", "1"))).hasMessage("STRATA-1305: " + NAME
                + ".mood (column \"mood\") can't take what was read: its label has no constant in "
                + "io.quarkiverse.strata.mapping.Mood. Add the constant, or the @Label that gives it this label.");
    }

    @Test
    void aMissingOrRepeatedColumnIsNamedWithThoseThereAre() {
        assertThatThrownBy(() -> films("SELECT 1 AS film_id, 'x' AS title")).hasMessage("STRATA-1302: " + NAME
                + ".length needs the column \"length\", which the result doesn't have; it has the columns film_id, title. Select it, "
                + "or give an expression that label, or name the right column with @Column.");
        assertThatThrownBy(() -> films("SELECT 1 AS film_id, 2 AS film_id")).hasMessage("STRATA-1303: " + NAME
                + ".id needs the column \"film_id\", of which the result has several; it has the columns film_id, film_id. Give each "
                + "its own label in the statement.");
        assertThatThrownBy(() -> Mapping.reader(Shape.record(Film.class), List.of()))
                .hasMessageStartingWith("STRATA-1302: " + NAME
                        + ".id needs the column \"film_id\", which the result doesn't have; it has no columns.");
    }

    @Test
    void knowsItsColumns() {
        TableDescriptor<Film> film = Descriptors.of(Film.class);
        assertThat(film).hasToString("mapper of " + NAME);
        assertThat(film.schema() + "." + film.table()).isEqualTo("public.film");
        assertThat(film.columns()).startsWith(
                new ColumnDescriptor("id", "film_id", Long.class, PgType.INT8, true, true, true),
                new ColumnDescriptor("title", "title", String.class, PgType.TEXT, false, false, true),
                new ColumnDescriptor("length", "length", Integer.class, PgType.INT4, false, false, false),
                new ColumnDescriptor("note", "note", String.class, PgType.TEXT, false, false, true))
                .endsWith(new ColumnDescriptor("format.width", "format_width", Integer.class, PgType.INT4, false, false, true));
    }

    @Test
    void aDescriptorAloneCanNotRead() {
        Descriptors.register(new Bare());
        assertThatThrownBy(() -> Mapping.reader(Shape.record(Mood.class), List.of())).hasMessage(
                "STRATA-1301: The descriptor of io.quarkiverse.strata.mapping.Mood can't read rows. Register a RecordMapper for it, as "
                        + "the build does for @Table and @Projection records.");
        Descriptors.unregister(Mood.class);
        assertThatThrownBy(() -> Mapping.reader(Shape.record(Mood.class), List.of())).hasMessageStartingWith("STRATA-1101: ");
    }

    private record Bare() implements TableDescriptor<Mood> {
        @Override
        public Class<Mood> type() {
            return Mood.class;
        }

        @Override
        public String schema() {
            return null;
        }

        @Override
        public String table() {
            return null;
        }

        @Override
        public List<ColumnDescriptor> columns() {
            return List.of();
        }

        @Override
        public Object value(Mood owner, int index) {
            return null;
        }
    }

    @Test
    void scalarsAreOneColumn() {
        assertThat(server.rows("SELECT generate_series(1, 2)", Shape.scalar(Long.class))).containsExactly(1L, 2L);
        assertThatThrownBy(() -> server.rows("SELECT 1 AS a, 2 AS b", Shape.scalar(Long.class))).hasMessage(
                "STRATA-1306: One column was expected for java.lang.Long, but the result has the columns a, b. Select one, or read "
                        + "rows or a record.");
        assertThatThrownBy(() -> server.read("NULL::int4", int.class)).hasMessage(
                "STRATA-1311: The column \"value\" is null, which int can't hold. Ask for Integer.");
        assertThatThrownBy(() -> server.read("1", Thread.class)).hasMessage(
                "STRATA-1310: A column can't be read as java.lang.Thread. Ask for a class that a component of a @Table record may have, "
                        + "or read it as JsonObject, or as String with ::text in the statement.");
        assertThatThrownBy(() -> server.read("'1 mon'::interval", java.time.Duration.class)).hasMessage(
                "STRATA-1308: The column \"value\" can't be read as java.time.Duration: it has months (the Vert.x client makes one of "
                        + "30 days), which Duration can't hold. Use Interval, or read extract(epoch from …).");
        assertThatThrownBy(() -> server.read("'infinity'::interval", io.vertx.pgclient.data.Interval.class)).hasMessage(
                "STRATA-1308: The column \"value\" can't be read as io.vertx.pgclient.data.Interval: it is infinite, which an interval "
                        + "in Java can't be. Handle it in the statement.");
        assertThatThrownBy(() -> server.read("'ab'::text", char.class)).hasMessage(
                "STRATA-1308: The column \"value\" can't be read as char: it is text that isn't one char long. Use String.");
        assertThatThrownBy(() -> server.read("1/3::float8", Float.class)).hasMessage(
                "STRATA-1308: The column \"value\" can't be read as java.lang.Float: it has more digits than float4 can hold. Use "
                        + "BigDecimal (numeric), or round it explicitly.");
    }

    @Test
    void rowsAnswerByLabelAndPosition() {
        Row row = server.rows("SELECT 7 AS id, 'x'::text AS name, 1 AS dup, 2 AS dup", Shape.row()).get(0);
        assertThat(row.columns()).containsExactly("id", "name", "dup", "dup");
        assertThat(row.get("id", Long.class)).isEqualTo(7L);
        assertThat(row.get(3, Integer.class)).isEqualTo(2);
        assertThat(row).hasToString("Row[id, name, dup, dup]");
        assertThatThrownBy(() -> row.get("nope", Long.class)).isInstanceOf(IllegalArgumentException.class).hasMessage(
                "STRATA-1307: The result has no column \"nope\"; it has the columns id, name, dup, dup. Ask for one of those, or add "
                        + "the column to the statement.");
        assertThatThrownBy(() -> row.get("dup", Long.class))
                .hasMessage("STRATA-1303: The result has several columns \"dup\"; it has "
                        + "the columns id, name, dup, dup. Give each its own label in the statement, or ask by position.");
        assertThatThrownBy(() -> row.get(4, Long.class))
                .hasMessage("STRATA-1309: The result has no column at position 4; it has the "
                        + "columns id, name, dup, dup, counted from 0.");
        assertThatThrownBy(() -> row.get("name", Long.class)).hasMessage("STRATA-1308: The column \"name\" can't be read as "
                + "java.lang.Long: it is of type text, which can't become java.lang.Long. Use the class of that type, or cast the "
                + "column in the statement.");
    }
}
