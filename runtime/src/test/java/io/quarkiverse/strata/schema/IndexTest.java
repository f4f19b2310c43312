package io.quarkiverse.strata.schema;

import static io.quarkiverse.strata.schema.ConstraintOptions.NONE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.function.Consumer;

import org.junit.jupiter.api.Test;

class IndexTest {

    private static final Consumer<Schema> FILMS = schema -> schema.createTable("films", table -> {
        table.text("title");
        table.integer("year").nullable();
        table.json("facts");
    });

    @Test
    void everyOption() {
        SchemaCheck.with(FILMS).reversible(schema -> {
            schema.createIndex("films", "title", "year");
            schema.createIndex("films", "year").unique().nullsNotDistinct().where("year > 1900").include("title");
            schema.createIndex("films", "facts").using("gin");
            schema.createIndex("films").column("title", "text_pattern_ops").column("year", "DESC NULLS LAST").name("by_year");
            schema.createIndex("films").expression("lower(title)").name("films_lower_title");
            schema.createIndex("films", "title").concurrently();
        }, "CREATE INDEX films_title_year_idx ON films (title, year)",
                "CREATE UNIQUE INDEX films_year_title_idx ON films (year) INCLUDE (title) NULLS NOT DISTINCT WHERE year > 1900",
                "CREATE INDEX films_facts_idx ON films USING gin (facts)",
                "CREATE INDEX by_year ON films (title text_pattern_ops, year DESC NULLS LAST)",
                "CREATE INDEX films_lower_title ON films ((lower(title)))",
                "CREATE INDEX CONCURRENTLY films_title_idx ON films (title)");
    }

    @Test
    void dropsIndexes() {
        SchemaCheck.with(FILMS.andThen(schema -> schema.createIndex("films", "title")))
                .reversible(schema -> schema.dropIndex("films_title_idx").was("films", "title"), "DROP INDEX films_title_idx")
                .reversible(schema -> schema.dropIndex("films_title_idx").was("films", "title").concurrently(),
                        "DROP INDEX CONCURRENTLY films_title_idx");
        assertThatThrownBy(() -> new Schema().reverse(schema -> schema.dropIndex("films_title_idx")))
                .hasMessage("STRATA-3110: DROP INDEX films_title_idx can't be undone, the index's definition isn't known:"
                        + " give it: dropIndex(\"films_title_idx\").was(\"table\", \"column\"), or override down()");
    }

    @Test
    void namesAreThoseThatPostgresChooses() {
        String table = "a_table_with_quite_a_long_name_ä_and_more";
        String column = "a_column_with_an_even_longer_name_ü_and_so_on_and_on";
        SchemaCheck check = SchemaCheck.with(schema -> {
            schema.createTable("other", t -> t.id());
            schema.createTable(table, t -> {
                t.bigint("id").primaryKey();
                t.bigint(column).unique().references("other").check("\"" + column + "\" > 0");
                t.text("b");
                t.unique("b", column);
            });
            schema.sql("CREATE INDEX ON \"" + table + "\" (\"" + column + "\", b)");
            schema.sql("CREATE INDEX ON \"" + table + "\" (b) INCLUDE (id)");
        });
        List<String> chosen = List.of(Constraint.PrimaryKey.of(List.of("id")).defaultName(table),
                Constraint.Unique.of(List.of(column)).defaultName(table),
                Constraint.Unique.of(List.of("b", column)).defaultName(table),
                new Constraint.ForeignKey(null, List.of(column), "other", List.of(), null, null, List.of(), false, false, NONE)
                        .defaultName(table),
                new Constraint.Check(null, column, "", NONE).defaultName(table),
                new IndexBuilder(table, List.of(column, "b")).build().chosenName(),
                new IndexBuilder(table, List.of("b")).include("id").build().chosenName());
        assertThat(check.rows("SELECT conname FROM pg_constraint WHERE conrelid <> 0 AND contype <> 'n'"
                + " AND connamespace = 'public'::regnamespace"
                + " UNION SELECT relname FROM pg_class WHERE relkind = 'i' AND relnamespace = 'public'::regnamespace"))
                .filteredOn(name -> !name.startsWith("other")).containsExactlyInAnyOrderElementsOf(chosen);
    }

    @Test
    void wrongInputIsTold() {
        assertThatThrownBy(() -> Schema.record(schema -> schema.createIndex("films")).changes())
                .hasMessage("STRATA-3104: an index on films has no column: createIndex(\"films\", \"column\") or "
                        + ".expression(\"…\")");
        assertThatThrownBy(
                () -> Schema.record(schema -> schema.createIndex("app.films").expression("lower(title)")).changes())
                .hasMessage("STRATA-3105: an index on app.films has an expression and no name: give it one, "
                        + ".name(\"films_…_idx\")");
    }
}
