package io.quarkiverse.strata.schema;

import static java.util.Map.entry;

import java.util.Map;
import java.util.function.Consumer;

/** What the builder says for the rows of the group INDEX. */
final class IndexClauses {

    private IndexClauses() {
    }

    static Map<String, Consumer<Schema>> all() {
        return Map.ofEntries(
                entry("CONCURRENTLY IF NOT EXISTS",
                        schema -> schema.createIndex("g.t", "a").name("ic").concurrently().ifNotExists()),
                entry("DROP INDEX CONCURRENTLY", schema -> schema.dropIndex("g.ic").concurrently().ifExists()),
                entry("REINDEX CONCURRENTLY", schema -> schema.reindexConcurrently("g.t_pkey")),
                entry("UNIQUE NULLS NOT DISTINCT",
                        schema -> schema.createIndex("t", "a").unique().nullsNotDistinct().name("x")),
                entry("expression + opclass + collation + DESC NULLS",
                        schema -> schema.createIndex("t").name("x")
                                .expression("lower(b)", b -> b.operatorClass("text_pattern_ops"))
                                .column("b", b -> b.collation("C").descending().nullsLast())),
                entry("INCLUDE + WHERE + WITH(fillfactor, deduplicate_items)",
                        schema -> schema.createIndex("t", "a").name("x").include("b").with("fillfactor", 80)
                                .with("deduplicate_items", "off").where("a > 0")),
                entry("GIN jsonb_path_ops / GiST / BRIN / HASH / SP-GiST", schema -> {
                    schema.createIndex("t").column("j", j -> j.operatorClass("jsonb_path_ops")).using("gin").name("x1");
                    schema.createIndex("t", "r").using("gist").name("x2");
                    schema.createIndex("t", "d").using("brin").with("pages_per_range", 32).with("autosummarize", "on")
                            .name("x3");
                    schema.createIndex("t", "a").using("hash").name("x4");
                    schema.createIndex("t", "r").using("spgist").name("x5");
                }),
                entry("opclass parameters", schema -> {
                    schema.createExtension("pg_trgm");
                    schema.createIndex("t").using("gist").name("x")
                            .column("b", b -> b.operatorClass("gist_trgm_ops").parameter("siglen", 32));
                }),
                entry("ON ONLY partitioned + ATTACH PARTITION", schema -> {
                    schema.createPartition("pq", "parted").range(1000, 1001);
                    schema.createIndex("parted", "k").only().name("x");
                    schema.createIndex("pq", "k").name("y");
                    schema.alterIndex("x", index -> index.attachPartition("y"));
                }),
                entry("ALTER INDEX SET/RESET/RENAME/SET STATISTICS", schema -> {
                    schema.createIndex("t").expression("a + 1").name("x");
                    schema.alterIndex("x", index -> {
                        index.setParameter("fillfactor", 70).was(null);
                        index.setStatistics(1, 100).was(null);
                    });
                    schema.rename(ObjectKind.INDEX, "x", "y");
                }));
    }
}
