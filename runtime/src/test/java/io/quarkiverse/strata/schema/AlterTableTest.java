package io.quarkiverse.strata.schema;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.function.Consumer;

import org.junit.jupiter.api.Test;

class AlterTableTest {

    private static final Consumer<Schema> FILMS = schema -> {
        schema.createTable("language", table -> table.id("language_id"));
        schema.createTable("films", table -> {
            table.id("film_id");
            table.text("title");
            table.smallint("length").nullable();
            table.bigint("language_id").nullable();
        });
    };

    @Test
    void addsColumns() {
        SchemaCheck.with(FILMS).reversible(schema -> schema.alterTable("films", table -> {
            table.text("subtitle").nullable().comment("below the title");
            table.integer("year").defaultValue(2026).unique();
            table.bigint("original_id").references("language").nullable().indexed();
        }), "ALTER TABLE films ADD COLUMN subtitle text", "COMMENT ON COLUMN films.subtitle IS 'below the title'",
                "ALTER TABLE films ADD COLUMN year integer DEFAULT 2026 NOT NULL UNIQUE",
                "ALTER TABLE films ADD COLUMN original_id bigint REFERENCES language",
                "CREATE INDEX films_original_id_idx ON films (original_id)");
    }

    @Test
    void dropsColumns() {
        SchemaCheck.with(FILMS).reversible(
                schema -> schema.alterTable("films",
                        table -> table.dropColumn("length", was -> was.smallint("length").nullable())),
                "ALTER TABLE films DROP COLUMN length");
        assertThatThrownBy(() -> new Schema()
                .reverse(schema -> schema.alterTable("films", table -> table.dropColumn("length"))))
                .isInstanceOf(IrreversibleChangeException.class)
                .hasMessage("STRATA-3110: ALTER TABLE films DROP COLUMN length can't be undone, the column's definition isn't"
                        + " known: give it: dropColumn(\"length\", was -> was.text(\"length\")), or override down()");
    }

    @Test
    void renames() {
        SchemaCheck.with(FILMS).reversible(schema -> {
            schema.alterTable("films", table -> table.renameColumn("title", "name"));
            schema.renameTable("films", "movies");
        }, "ALTER TABLE films RENAME COLUMN title TO name", "ALTER TABLE films RENAME TO movies");
    }

    @Test
    void altersColumns() {
        SchemaCheck.with(FILMS).reversible(schema -> schema.alterTable("films", table -> {
            table.alterColumn("length").type("text").using("length || ' min'").wasType("smallint")
                    .wasTypeUsing("split_part(length, ' ', 1)::smallint").notNull();
            table.alterColumn("title").nullable().defaultValue("untitled").wasWithoutDefault();
            table.alterColumn("language_id").defaultExpression("1 + 1").wasWithoutDefault();
        }), "ALTER TABLE films ALTER COLUMN length TYPE text USING length || ' min', ALTER COLUMN length SET NOT NULL",
                "ALTER TABLE films ALTER COLUMN title SET DEFAULT 'untitled', ALTER COLUMN title DROP NOT NULL",
                "ALTER TABLE films ALTER COLUMN language_id SET DEFAULT 1 + 1");
        SchemaCheck.with(schema -> schema.createTable("t", table -> table.integer("a").defaultValue(7)))
                .reversible(schema -> schema.alterTable("t", table -> table.alterColumn("a").dropDefault().wasDefault(7)),
                        "ALTER TABLE t ALTER COLUMN a DROP DEFAULT")
                .reversible(schema -> schema.alterTable("t",
                        table -> table.alterColumn("a").type("text").defaultValue("x").wasType("integer")
                                .wasTypeUsing("a::integer").wasDefault(7)),
                        "ALTER TABLE t ALTER COLUMN a DROP DEFAULT, ALTER COLUMN a TYPE text, "
                                + "ALTER COLUMN a SET DEFAULT 'x'");
        assertThatThrownBy(() -> new Schema()
                .reverse(schema -> schema.alterTable("t", table -> table.alterColumn("a").type("text"))))
                .hasMessage("STRATA-3110: ALTER TABLE t ALTER COLUMN a TYPE text can't be undone, the former type isn't known:"
                        + " give it: .wasType(\"…\"), or override down()");
        assertThatThrownBy(() -> Schema.record(schema -> schema.alterTable("t", table -> table.alterColumn("a"))))
                .hasMessage("STRATA-3104: alterColumn(\"a\") on t changes nothing: say type(…), notNull(), nullable(), "
                        + "defaultValue(…) or dropDefault()");
    }

    @Test
    void addsAndDropsConstraints() {
        SchemaCheck.with(FILMS).reversible(schema -> schema.alterTable("films", table -> {
            table.unique("title", "length");
            table.foreignKey("language_id").references("language").onDelete(ReferentialAction.RESTRICT);
            table.check("some_length", "length > 0");
            table.exclude("one_title", "USING btree (title WITH =)");
        }), "ALTER TABLE films ADD CONSTRAINT films_title_length_key UNIQUE (title, length)",
                "ALTER TABLE films ADD CONSTRAINT films_language_id_fkey FOREIGN KEY (language_id) REFERENCES language"
                        + " ON DELETE RESTRICT",
                "ALTER TABLE films ADD CONSTRAINT some_length CHECK (length > 0)",
                "ALTER TABLE films ADD CONSTRAINT one_title EXCLUDE USING btree (title WITH =)")
                .reversible(
                        schema -> schema.alterTable("films",
                                table -> table.dropConstraint("films_pkey", was -> was.primaryKey("film_id"))),
                        "ALTER TABLE films DROP CONSTRAINT films_pkey");
        assertThatThrownBy(() -> Schema.record(schema -> schema.alterTable("films",
                table -> table.dropConstraint("x", was -> was.unique("title")))))
                .hasMessage("STRATA-3104: dropConstraint(\"x\") on films describes [films_title_key]: describe that one"
                        + " constraint, with its name where it isn't PostgreSQL's own");
    }

    @Test
    void dropsTables() {
        SchemaCheck.with(schema -> schema.createTable("t", table -> table.text("a"))).reversible(
                schema -> schema.dropTable("t", table -> table.text("a")), "DROP TABLE t");
        assertThatThrownBy(() -> new Schema().reverse(schema -> schema.dropTable("t")))
                .hasMessage("STRATA-3110: DROP TABLE t can't be undone, the table's definition isn't known:"
                        + " give it: dropTable(\"t\", table -> …), or override down()");
    }
}
