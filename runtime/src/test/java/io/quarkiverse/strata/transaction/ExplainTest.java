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
import io.quarkiverse.strata.Plan;
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
                .isEqualTo("EXPLAIN (FORMAT JSON, ANALYZE, BUFFERS, VERBOSE, SETTINGS, WAL) ");
        assertThat(ExplainOptions.ANALYZE.withBuffers(false).sql()).isEqualTo("EXPLAIN (FORMAT JSON, ANALYZE) ");
    }
}
