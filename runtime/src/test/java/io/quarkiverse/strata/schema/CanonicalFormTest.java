package io.quarkiverse.strata.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

/**
 * The canonical form of changes that the first version of the builder had is as that version wrote it
 * ({@code schema/canonical-form-1.txt}), or migrations that ran would be taken for changed ones.
 */
class CanonicalFormTest {

    enum Mood {
        HAPPY,
        SAD
    }

    @Test
    void formerMigrationsKeepTheirChecksums() {
        Schema down = new Schema();
        down.reverse(CanonicalFormTest::undoable);
        assertThat(Canonical.of(Schema.record(CanonicalFormTest::everything).changes()) + Canonical.of(down.changes()))
                .isEqualTo(Resources.text("/schema/canonical-form-1.txt"));
    }

    /** What a migration says and its checksum doesn't hold could change unseen. */
    @Test
    void theFormHoldsAllThatWasSaid() {
        DdlConformanceTest.mapped().forEach((clause, definition) -> {
            List<SchemaChange> changes = Schema.record(definition).changes();
            assertThat(Schema.record(definition).changes()).as("changes are values").isEqualTo(changes);
            String form = Canonical.of(changes);
            changes.forEach(change -> assertThat(said(change)).as(clause).isNotEmpty()
                    .allSatisfy(text -> assertThat(form.toLowerCase(Locale.ROOT)).contains(escaped(text))));
        });
    }

    /** The texts, numbers and names of constants in a value and in the values that it is made of. */
    private static List<String> said(Object value) {
        if (value instanceof Collection<?> values) {
            return values.stream().flatMap(part -> said(part).stream()).toList();
        }
        if (value instanceof Record) {
            return Stream.of(value.getClass().getRecordComponents()).flatMap(component -> {
                try {
                    return said(component.getAccessor().invoke(value)).stream();
                } catch (ReflectiveOperationException e) {
                    throw new IllegalStateException(e);
                }
            }).toList();
        }
        boolean flag = value instanceof Boolean || value instanceof Deferrable;
        boolean usual = value == TableOptions.Kind.ORDINARY || value == Argument.Mode.IN || value == Grant.Target.Scope.ONE;
        return value == null || flag || usual ? List.of() : List.of(value.toString());
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"").toLowerCase(Locale.ROOT);
    }

    private static void everything(Schema schema) {
        undoable(schema);
        schema.dropTable("gone");
        schema.alterTable("films", table -> {
            table.dropColumn("gone");
            table.dropConstraint("gone");
            table.alterColumn("a").nullable().dropDefault();
        });
        schema.dropIndex("gone");
        schema.addEnumValue("rating", "X");
        schema.addEnumValueBefore("rating", "PG", "X");
        schema.dropEnum("rating");
        schema.dropDomain("year");
        schema.detachPartition("p1", "p");
        schema.detachPartitionConcurrently("p2", "p");
        schema.dropSchema("app");
        schema.dropExtension("pg_trgm");
        schema.sql("VACUUM films");
    }

    private static void undoable(Schema schema) {
        schema.createTable("app.films", table -> {
            table.id("film_id");
            table.string("code", 3).collation("C").unique();
            table.integer("i").defaultValue(-1).check("i < 9");
            table.bigint("n").identityAlways();
            table.timestamp("at").defaultNow();
            table.integer("twice").generatedAs("i * 2");
            table.integer("thrice").generatedVirtualAs("i * 3").nullable();
            table.enumeration("mood", Mood.class);
            table.bigint("other").references("app.films", "film_id").onDelete(ReferentialAction.CASCADE)
                    .onUpdate(ReferentialAction.SET_NULL).nullable().indexed().comment("the other");
            table.primaryKey("film_id", "code");
            table.unique("code", "i").nullsNotDistinct().name("u");
            table.foreignKey("other").references("app.films").deferred();
            table.check("c", "i <> 7");
            table.exclude("e", "USING gist (i WITH =)");
            table.partitionByHash("film_id");
            table.comment("films");
        });
        schema.alterTable("app.films", table -> {
            table.text("bio").nullable();
            table.dropColumn("i", was -> was.integer("i").defaultValue(1));
            table.renameColumn("code", "c");
            table.alterColumn("bio").type("varchar").using("bio::varchar").wasType("text").wasTypeUsing("bio::text");
            table.alterColumn("bio").notNull().defaultValue("x").wasWithoutDefault();
            table.unique("bio");
            table.dropConstraint("u", was -> was.unique("code", "i").name("u"));
        });
        schema.createIndex("films", "a", "b").unique().nullsNotDistinct().include("c").where("a > 0").using("btree").name("n");
        schema.createIndex("films").column("a", "DESC").expression("lower(b)").concurrently().name("m");
        schema.dropIndex("app.m").concurrently().was("app.films", "a");
        schema.dropTable("old", table -> table.id());
        schema.renameTable("app.films", "movies");
        schema.createEnum("rating", "G", "it's");
        schema.createDomain("year", "integer", "VALUE >= 1901");
        schema.createPartition("p1", "p").range(PartitionBuilder.MINVALUE, 10);
        schema.createPartition("p2", "p").in("a", "b");
        schema.createPartition("p3", "p").hash(2, 1);
        schema.attachPartition("p4", "p").otherwise();
        schema.commentOnTable("films", "it");
        schema.commentOnColumn("films", "a", null);
        schema.createSchema("app");
        schema.createExtension("pg_trgm");
        schema.sql("UPDATE films SET a = 1", "UPDATE films SET a = 0");
    }
}
