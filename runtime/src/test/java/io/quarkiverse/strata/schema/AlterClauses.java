package io.quarkiverse.strata.schema;

import static java.util.Map.entry;

import java.util.Map;
import java.util.function.Consumer;

/** What the builder says for the rows of the group ALTER. */
final class AlterClauses {

    private AlterClauses() {
    }

    static Map<String, Consumer<Schema>> all() {
        return Map.ofEntries(
                alter("ADD COLUMN IF NOT EXISTS with constant default (no rewrite)", "t",
                        table -> table.addColumnIfNotExists(columns -> columns.integer("z").defaultValue(1))),
                alter("DROP COLUMN IF EXISTS CASCADE", "t", table -> table.dropColumn("b").ifExists().cascade()),
                alter("ALTER TYPE .. USING", "u",
                        table -> table.alterColumn("v").type("text").using("v::text").wasType("integer")
                                .wasTypeUsing("v::integer")),
                alter("SET/DROP DEFAULT, SET/DROP NOT NULL", "t", table -> {
                    // one ALTER TABLE drops before it sets, whatever the order in its text
                    table.alterColumn("a").dropDefault().wasWithoutDefault();
                    table.alterColumn("a").notNull();
                    table.alterColumn("a").nullable();
                    table.alterColumn("a").defaultValue(1).wasWithoutDefault().notNull();
                }),
                entry("DROP EXPRESSION", schema -> {
                    schema.createTable("x", AlterClauses::generated);
                    schema.alterTable("x", table -> table.dropExpression("b"));
                }),
                entry("SET EXPRESSION AS", schema -> {
                    schema.createTable("x", AlterClauses::generated);
                    schema.alterTable("x", table -> table.setExpression("b", "a + 1").was("a"));
                }),
                entry("ADD GENERATED IDENTITY / SET GENERATED / RESTART / DROP IDENTITY", schema -> {
                    schema.createTable("x", table -> table.integer("a"));
                    schema.alterTable("x", table -> {
                        table.addIdentity("a", Column.Identity.ALWAYS);
                        table.setIdentity("a", Column.Identity.BY_DEFAULT).was(Column.Identity.ALWAYS);
                        table.restartIdentity("a", 5);
                        table.dropIdentity("a").was(Column.Identity.BY_DEFAULT);
                    });
                }),
                alter("SET STATISTICS / STORAGE / COMPRESSION / (n_distinct)", "t", table -> {
                    table.setStatistics("b", 500).was(null);
                    table.setStorage("b", ColumnStorage.EXTERNAL).was(ColumnStorage.EXTENDED);
                    table.setCompression("b", Compression.PGLZ).was(Compression.DEFAULT);
                    table.setColumnOption("a", "n_distinct", 5).was(null);
                }),
                alter("ADD CHECK NOT VALID + VALIDATE", "t", table -> {
                    table.check("ck", "a > 0").notValid();
                    table.validateConstraint("ck");
                }),
                alter("ADD FK NOT VALID + VALIDATE", "u", table -> {
                    table.foreignKey("v").references("t").notValid().name("fk");
                    table.validateConstraint("fk");
                }),
                alter("ADD NOT NULL .. NOT VALID", "t", table -> {
                    table.notNull("nn", "a").notValid();
                    table.validateConstraint("nn");
                }),
                entry("ADD CONSTRAINT .. USING INDEX", schema -> {
                    schema.createIndex("t", "a").unique().name("xi");
                    schema.alterTable("t", table -> table.uniqueUsingIndex("xi"));
                }),
                alter("ALTER CONSTRAINT DEFERRABLE", "u",
                        table -> table.alterConstraint("u_t_id_fkey", Deferrable.INITIALLY_DEFERRED)
                                .was(Deferrable.NOT_DEFERRABLE)),
                alter("ALTER CONSTRAINT [NOT] ENFORCED", "u", table -> table.dontEnforceConstraint("u_t_id_fkey")),
                entry("RENAME TO/COLUMN/CONSTRAINT, SET SCHEMA", schema -> {
                    schema.alterTable("t", table -> table.renameColumn("a", "aa"));
                    schema.alterTable("u", table -> table.renameConstraint("u_pkey", "pk"));
                    schema.renameTable("u", "uu");
                    schema.setSchema(ObjectKind.TABLE, "g.uu", "public");
                }),
                entry("ATTACH / DETACH PARTITION", schema -> {
                    schema.createTable("pp", table -> {
                        table.integer("k").nullable();
                        table.text("v").nullable();
                    });
                    schema.attachPartition("pp", "parted").range(1, 5);
                    schema.detachPartition("pp", "parted", was -> was.range(1, 5));
                }),
                entry("DETACH PARTITION CONCURRENTLY", schema -> {
                    schema.createPartition("g.pc", "g.parted").range(100, 200);
                    schema.detachPartitionConcurrently("g.pc", "g.parted");
                    schema.dropTable("g.pc");
                }),
                alter("ENABLE/FORCE ROW LEVEL SECURITY", "t", table -> {
                    table.enableRowLevelSecurity();
                    table.forceRowLevelSecurity();
                }),
                alter("ENABLE/DISABLE TRIGGER, REPLICA IDENTITY", "t", table -> {
                    table.disableUserTriggers();
                    table.replicaIdentity(ReplicaIdentity.FULL).was(ReplicaIdentity.DEFAULT);
                }),
                entry("SET LOGGED/UNLOGGED, CLUSTER ON, OWNER TO", schema -> {
                    schema.alterTable("t", table -> {
                        table.clusterOn("t_pkey").was(null);
                        table.owner("CURRENT_USER").was("postgres");
                    });
                    schema.alterTable("tree", table -> table.setUnlogged());
                }),
                alter("SET ACCESS METHOD", "t", table -> table.setAccessMethod("heap").was("heap")));
    }

    private static void generated(TableBuilder table) {
        table.integer("a").nullable();
        table.integer("b").nullable().generatedAs("a");
    }

    private static Map.Entry<String, Consumer<Schema>> alter(String clause, String table,
            Consumer<AlterTableBuilder> definition) {
        return entry(clause, schema -> schema.alterTable(table, definition));
    }
}
