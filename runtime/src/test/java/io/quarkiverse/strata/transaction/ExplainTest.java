package io.quarkiverse.strata.transaction;

import static io.quarkiverse.strata.sql.Sql.sql;
import static io.quarkiverse.strata.test.PostgresServer.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import io.quarkiverse.strata.Database;
import io.quarkiverse.strata.ExplainOptions;
import io.quarkiverse.strata.ExplainOptions.Serialize;
import io.quarkiverse.strata.Plan;
import io.quarkiverse.strata.sql.Requirement;
import io.quarkiverse.strata.sql.Statement;
import io.quarkiverse.strata.test.TestDatabase;

/** Plans as values, and that asking for them leaves nothing behind. */
class ExplainTest {

    private static final Statement BY_KEY = sql("SELECT * FROM item WHERE id = :id::int4 AND kind <> 'x'").bind("id", 7);
    private static TestDatabase test;
    private static Database db;

    @BeforeAll
    static void start() {
        test = new TestDatabase(2);
        db = test.db();
        test.sql(
                "CREATE TABLE item (id int4 PRIMARY KEY, kind text); CREATE TABLE part (id int4, item_id int4 REFERENCES item); "
                        + "INSERT INTO item SELECT n, 'k' || n % 10 FROM generate_series(1, 5000) n; "
                        + "INSERT INTO part SELECT n, n FROM generate_series(1, 5000) n; ANALYZE");
    }

    @AfterAll
    static void stop() {
        test.close();
    }

    @Test
    void aPlanIsATreeOfValues() {
        Plan.Node root = await(db.explain(BY_KEY)).root();
        assertThat(root.type()).isEqualTo("Index Scan");
        assertThat(root.relation()).isEqualTo("item");
        assertThat(root.index()).isEqualTo("item_pkey");
        assertThat(root.filter()).isEqualTo("(kind <> 'x'::text)");
        assertThat(root.conditions()).containsEntry("Index Cond", "(id = 7)");
        assertThat(root.rows()).isEqualTo(1);
        assertThat(root.totalCost()).isPositive();
        assertThat(root.actual()).isNull();
        assertThat(root.buffers()).isNull();
    }

    @Test
    void analyzeTellsWhatHappened() {
        Plan plan = await(
                db.explain(sql("SELECT count(*) FROM item i LEFT JOIN part p ON p.item_id = i.id WHERE i.kind = 'k3'"),
                        ExplainOptions.ANALYZE));
        Plan.Node scan = plan.nodes().filter(node -> "i".equals(node.alias())).findFirst().orElseThrow();
        assertThat(scan.actual().rows()).isEqualTo(500);
        assertThat(scan.actual().removedByFilter()).isEqualTo(4500);
        assertThat(scan.buffers().sharedHit() + scan.buffers().sharedRead()).isPositive();
        assertThat(plan.executionTime()).isPositive();
        assertThat(plan.planningTime()).isPositive();
        assertThat(plan.toString()).startsWith("Aggregate  (cost=").contains("\n  ->  Hash ").contains(" Join  (cost=")
                .contains("Seq Scan on item i  (cost=").contains("Filter: (kind = 'k3'::text)")
                .contains("Rows Removed by Filter: 4500").contains("Planning Time: ").contains("Execution Time: ");
    }

    @Test
    void analyzeOfAWriteLeavesNothing() {
        Statement write = sql("DELETE FROM part WHERE id <= :last::int4").bind("last", 100);
        Plan plan = await(db.explain(write, ExplainOptions.ANALYZE.withWal(true)));
        assertThat(plan.root().type()).isEqualTo("Delete");
        assertThat(plan.root().children().get(0).actual().rows()).isEqualTo(100);
        assertThat(test.number("SELECT count(*) FROM part")).isEqualTo(5000);

        await(db.withConnection(connection -> connection.explain(write, ExplainOptions.ANALYZE)));
        assertThat(test.number("SELECT count(*) FROM part")).isEqualTo(5000);

        Long inside = await(db.transaction(tx -> tx.explain(write, ExplainOptions.ANALYZE)
                .chain(() -> db.explain(write, ExplainOptions.ANALYZE))
                .chain(() -> tx.single(sql("SELECT count(*) FROM part").as(Long.class)))));
        assertThat(inside).isEqualTo(5000);
    }

    /** Such a statement reads for Strata. */
    @Test
    void analyzeOfAFunctionThatWritesLeavesNothing() {
        test.sql("CREATE FUNCTION hidden() RETURNS int LANGUAGE sql AS 'INSERT INTO part VALUES (-1, NULL) RETURNING id'");
        await(db.explain(sql("SELECT hidden()"), ExplainOptions.ANALYZE));
        assertThat(test.number("SELECT count(*) FROM part WHERE id = -1")).isZero();
        assertThat(test.busyBackends()).isZero();
    }

    @Test
    void whatHasNoPlanSaysSo() {
        assertThatThrownBy(() -> ExplainOptions.PLAN.withWal(true)).hasMessage("STRATA-2605: EXPLAIN tells the WAL only of "
                + "statements that it runs: ExplainOptions.ANALYZE.withWal(true).");
        assertThatThrownBy(() -> await(db.explain(sql("CREATE TABLE x AS EXECUTE y"))))
                .hasMessageContaining("prepared statement \"y\" does not exist");
        assertThatThrownBy(() -> await(db.explain(sql("SELECT * FROM nowhere"), ExplainOptions.ANALYZE)))
                .hasMessageContaining("relation \"nowhere\" does not exist");
        assertThat(test.busyBackends()).isZero();
    }

    @Test
    void optionsAreWrittenAsTheServerNamesThem() {
        assertThat(ExplainOptions.PLAN.sql()).isEqualTo("EXPLAIN (FORMAT JSON) ");
        assertThat(ExplainOptions.ANALYZE.withVerbose(true).withSettings(true).withWal(true).sql())
                .isEqualTo("EXPLAIN (FORMAT JSON, ANALYZE, VERBOSE, SETTINGS, BUFFERS, WAL) ");
        assertThat(ExplainOptions.ANALYZE.withBuffers(false).sql()).as("on by itself since PostgreSQL 18")
                .isEqualTo("EXPLAIN (FORMAT JSON, ANALYZE, BUFFERS OFF) ");
        assertThat(ExplainOptions.ANALYZE.withCosts(false).withSerialize(Serialize.TEXT).withTiming(false).withSummary(false)
                .withMemory(true).sql()).isEqualTo("EXPLAIN (FORMAT JSON, ANALYZE, COSTS OFF, BUFFERS, SERIALIZE TEXT, "
                        + "TIMING OFF, SUMMARY OFF, MEMORY) ");
    }

    @Test
    void newerOptionsAreAskedOfNewerServersAlone() {
        assertThat(ExplainOptions.ANALYZE.requirement()).isNull();
        assertThat(ExplainOptions.PLAN.withGenericPlan(true).requirement())
                .isEqualTo(new Requirement("EXPLAIN (GENERIC_PLAN)", 16));
        assertThat(ExplainOptions.PLAN.withMemory(true).requirement()).isEqualTo(new Requirement("EXPLAIN (MEMORY)", 17));
        assertThat(ExplainOptions.ANALYZE.withSerialize(Serialize.BINARY).requirement())
                .isEqualTo(new Requirement("EXPLAIN (SERIALIZE)", 17));
    }

    /** Statements that run often get it: its values are places still. */
    @Test
    void aGenericPlanHasNoValues() {
        Plan.Node root = await(db.explain(BY_KEY, ExplainOptions.PLAN.withGenericPlan(true))).root();
        assertThat(root.conditions()).containsEntry("Index Cond", "(id = $1)");
        assertThatThrownBy(
                () -> await(db.explain(sql("SELECT 1; DELETE FROM part"), ExplainOptions.PLAN.withGenericPlan(true))))
                .hasMessage(
                        "STRATA-2461: a generic plan is asked for by the statement's text alone, and with the semicolon in it "
                                + "that could be several statements. Leave it out. Statement: SELECT 1; DELETE FROM part");
        assertThat(await(db.transaction(tx -> tx.explain(BY_KEY, ExplainOptions.PLAN.withGenericPlan(true)))).root().index())
                .isEqualTo("item_pkey");
        assertThatThrownBy(() -> ExplainOptions.ANALYZE.withGenericPlan(true)).hasMessage("STRATA-2605: EXPLAIN can't run a "
                + "generic plan, which is one without values: ExplainOptions.PLAN.withGenericPlan(true).");
        assertThatThrownBy(() -> ExplainOptions.PLAN.withSerialize(Serialize.TEXT)).hasMessage("STRATA-2605: EXPLAIN "
                + "serializes only the rows of statements that it runs: ExplainOptions.ANALYZE.withSerialize(Serialize.TEXT).");
    }

    @Test
    void everythingTheServerTellsIsThere() {
        Plan plan = await(db.explain(sql("SELECT kind, id FROM item ORDER BY kind DESC"), ExplainOptions.ANALYZE
                .withVerbose(true).withSettings(true).withSerialize(Serialize.BINARY).withWal(true).withMemory(true)));
        assertThat(plan.planningMemory().used()).isPositive().isLessThanOrEqualTo(plan.planningMemory().allocated());
        assertThat(plan.serialization().format()).isEqualTo("binary");
        assertThat(plan.serialization().volume()).isPositive();
        assertThat(plan.serialization().time()).isNotNull();
        assertThat(plan.root().output()).containsExactly("kind", "id");
        assertThat(plan.root().details()).containsKeys("Sort Method", "Sort Space Used");
        assertThat(plan.root().wal()).isNotNull();
        assertThat(plan.toString()).contains("  Output: kind, id\n", "Sort Method: ", "Planning Memory: used=",
                "Serialization: time=", "kB format=binary\n");

        Plan bare = await(db.explain(sql("SELECT * FROM item ORDER BY id DESC LIMIT 1"),
                ExplainOptions.ANALYZE.withCosts(false).withTiming(false).withSummary(false).withBuffers(false)));
        assertThat(bare.executionTime()).isNull();
        assertThat(bare.toString()).startsWith("Limit  (actual rows=1 loops=1)\n"
                + "  ->  Index Scan Backward using item_pkey on item  (actual rows=1 loops=1)\n");
    }

    @Test
    void triggersAreTold() {
        Plan plan = await(db.explain(sql("INSERT INTO part VALUES (5001, 1)"), ExplainOptions.ANALYZE));
        assertThat(plan.triggers()).singleElement().satisfies(trigger -> {
            assertThat(trigger.constraint()).isEqualTo("part_item_id_fkey");
            assertThat(trigger.calls()).isEqualTo(1);
        });
        assertThat(plan.toString()).contains("Trigger for constraint part_item_id_fkey on part: time=");
    }
}
