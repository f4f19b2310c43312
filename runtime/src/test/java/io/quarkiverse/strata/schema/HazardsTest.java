package io.quarkiverse.strata.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Consumer;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

class HazardsTest {

    @Test
    void changesKnowWhatTheyDoToATableInUse() {
        assertThat(hazards(schema -> {
            schema.createIndex("films", "title");
            schema.createIndex("films", "title").concurrently();
            schema.reindex("films_pkey");
            schema.alterTable("films", table -> {
                table.check("some", "length > 0");
                table.check("all", "length < 999").notValid();
                table.unique("title");
                table.uniqueUsingIndex("films_title");
                table.alterColumn("length").type("bigint");
                table.alterColumn("title").notNull();
                table.integer("twice").generatedAs("length * 2");
                table.text("bio").nullable();
                table.setUnlogged();
                table.dropColumn("length");
                table.renameColumn("title", "name");
            });
            schema.renameTable("films", "movies");
            schema.dropTable("movies");
        })).containsExactly(
                "blocks writes to films; without harm: createIndex(…).concurrently(), in a migration of its own",
                "blocks writes to films_pkey; without harm: concurrently, in a migration of its own",
                "locks while it reads all of films; without harm: notValid(), then validateConstraint in a later migration",
                "blocks writes to films; without harm: createIndex(…).unique().concurrently(), then uniqueUsingIndex in a later"
                        + " migration",
                "rewrites films; without harm: a new column, a backfill in parts, and the old one dropped later",
                "locks while it reads all of films; without harm: check(…, \"title IS NOT NULL\").notValid(), validateConstraint"
                        + " in a later migration, then notNull() and the check dropped",
                "rewrites films; without harm: a nullable column that a trigger and a backfill in parts fill",
                "rewrites films; without harm: a new table and a backfill in parts",
                "loses data of films; without harm: a copy of length's values",
                "breaks running instances that use films; without harm: instances that don't use length any more, everywhere",
                "breaks running instances that use films; without harm: a new column that both names fill, until no instance"
                        + " uses title",
                "breaks running instances that use films; without harm: a view of the former name, until no instance uses it",
                "loses data of movies; without harm: a copy of its rows",
                "breaks running instances that use movies; without harm: instances that don't use it any more, everywhere");
    }

    @Test
    void aTableThatTheSameMigrationCreatesIsNotInUse() {
        assertThat(hazards(schema -> {
            schema.createTable("films", table -> table.id());
            schema.createIndex("films", "id");
            schema.createIndex("rental", "id");
        })).containsExactly("blocks writes to rental; without harm: createIndex(…).concurrently(), in a migration of its own");
    }

    private static Stream<String> hazards(Consumer<Schema> changes) {
        return Schema.record(changes).hazards().stream().map(Hazard::toString);
    }
}
