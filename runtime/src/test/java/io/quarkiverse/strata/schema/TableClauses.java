package io.quarkiverse.strata.schema;

import static io.quarkiverse.strata.schema.ReferentialAction.CASCADE;
import static io.quarkiverse.strata.schema.ReferentialAction.SET_NULL;
import static java.util.Map.entry;

import java.util.Map;
import java.util.function.Consumer;

/** What the builder says for the rows of the group TABLE. */
final class TableClauses {

    private TableClauses() {
    }

    static Map<String, Consumer<Schema>> all() {
        return Map.ofEntries(
                entry("IF NOT EXISTS, UNLOGGED, TEMP ON COMMIT", schema -> {
                    schema.createTable("t", table -> {
                        table.integer("i").nullable();
                        table.ifNotExists();
                    });
                    schema.createTable("x1", table -> {
                        table.integer("i").nullable();
                        table.unlogged();
                    });
                    schema.createTable("x2", table -> {
                        table.integer("i").nullable();
                        table.temporary(TableOptions.OnCommit.DROP);
                    });
                }),
                create("identity ALWAYS with sequence options",
                        table -> table.integer("id")
                                .identityAlways(sequence -> sequence.startWith(10).incrementBy(5).cache(20))),
                create("generated column STORED", table -> {
                    table.integer("a").nullable();
                    table.integer("b").nullable().generatedAs("a * 2");
                }),
                create("generated column VIRTUAL", table -> {
                    table.integer("a").nullable();
                    table.integer("b").nullable().generatedVirtualAs("a * 2");
                }),
                create("COLLATE / COMPRESSION",
                        table -> table.text("a").nullable().compression(Compression.PGLZ).collation("C")),
                create("STORAGE in CREATE TABLE", table -> table.text("a").nullable().storage(ColumnStorage.EXTERNAL)),
                create("CHECK .. NO INHERIT, DEFERRABLE UNIQUE", table -> {
                    table.integer("a").nullable();
                    table.integer("b").nullable();
                    table.check("x_a_check", "a > 0").noInherit();
                    table.unique("b").deferred();
                }),
                create("UNIQUE NULLS NOT DISTINCT / INCLUDE", table -> {
                    table.integer("a").nullable();
                    table.integer("b").nullable();
                    table.unique("a").nullsNotDistinct().include("b");
                }),
                create("FK MATCH FULL ON DELETE SET NULL", table -> {
                    table.bigint("a").nullable();
                    table.foreignKey("a").references("t").matchFull().onDelete(SET_NULL).onUpdate(CASCADE).deferrable();
                }),
                create("FK ON DELETE SET NULL (col list)", table -> {
                    table.bigint("a").nullable();
                    table.integer("b").nullable();
                    table.foreignKey("a").references("t").onDelete(SET_NULL, "a");
                }),
                create("EXCLUDE USING gist", table -> {
                    table.integer("room").nullable();
                    table.column("during", "tstzrange").nullable();
                    table.exclude("gist").with("room", "=").with("during", "&&").where("room > 0");
                }),
                entry("PRIMARY KEY .. WITHOUT OVERLAPS / FK PERIOD", schema -> {
                    schema.createTable("x", table -> {
                        table.integer("id");
                        table.column("v", "daterange");
                        table.primaryKey("id", "v").withoutOverlaps();
                    });
                    schema.createTable("y", table -> {
                        table.integer("id").nullable();
                        table.column("v", "daterange").nullable();
                        table.foreignKey("id", "v").period().references("x", "id", "v");
                    });
                }),
                create("CHECK/FK NOT ENFORCED", table -> {
                    table.integer("a").nullable();
                    table.bigint("b").nullable();
                    table.check("x_a_check", "a > 0").notEnforced();
                    table.foreignKey("b").references("t").notEnforced();
                }),
                create("named NOT NULL table constraint", table -> {
                    table.integer("a").nullable();
                    table.notNull("a_nn", "a");
                }),
                create("LIKE INCLUDING ALL EXCLUDING",
                        table -> table.like("t").including(Like.Part.ALL).excluding(Like.Part.INDEXES)),
                create("OF composite type", table -> {
                    table.ofType("pt");
                    table.primaryKey("x");
                }),
                create("INHERITS", table -> table.inherits("t")),
                entry("PARTITION BY LIST/HASH, PARTITION OF .. DEFAULT", schema -> {
                    schema.createTable("x", table -> {
                        table.integer("a").nullable();
                        table.partitionByList("a");
                    });
                    schema.createPartition("x1", "x").in(1, null);
                    schema.createPartition("x2", "x").otherwise();
                    schema.createTable("y", table -> {
                        table.integer("a").nullable();
                        table.partitionByHash("a");
                    });
                    schema.createPartition("y0", "y").hash(2, 0);
                }),
                entry("sub-partitioning + MINVALUE/MAXVALUE",
                        schema -> schema.createPartition("parted_1", "parted").range(PartitionBuilder.MINVALUE, 10)
                                .partitionByList("v")),
                create("storage parameters WITH(fillfactor, autovacuum_*)", table -> {
                    table.integer("a").nullable();
                    table.with("fillfactor", 70);
                    table.with("autovacuum_vacuum_scale_factor", 0.01);
                }),
                entry("CTAS WITH NO DATA", schema -> schema.createTableAs("x", "SELECT * FROM t").withNoData()));
    }

    private static Map.Entry<String, Consumer<Schema>> create(String clause, Consumer<TableBuilder> definition) {
        return entry(clause, schema -> schema.createTable("x", definition));
    }
}
