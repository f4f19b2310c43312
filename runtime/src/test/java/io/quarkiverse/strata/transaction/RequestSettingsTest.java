package io.quarkiverse.strata.transaction;

import static io.quarkiverse.strata.TransactionOptions.defaults;
import static io.quarkiverse.strata.sql.Sql.count;
import static io.quarkiverse.strata.sql.Sql.select;
import static io.quarkiverse.strata.sql.Sql.sql;
import static io.quarkiverse.strata.test.Plain.read;
import static io.quarkiverse.strata.test.Plain.write;
import static io.quarkiverse.strata.test.PostgresServer.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.quarkiverse.strata.Database;
import io.quarkiverse.strata.DatabaseException;
import io.quarkiverse.strata.ErrorDetails;
import io.quarkiverse.strata.Queries;
import io.quarkiverse.strata.SerializationFailureException;
import io.quarkiverse.strata.TransactionOptions;
import io.quarkiverse.strata.execution.Listeners;
import io.quarkiverse.strata.test.TestDatabase;
import io.smallrye.mutiny.Uni;

/** Tenants behind row-level security, and roles: each statement runs as its request's, and nothing stays behind. */
class RequestSettingsTest {

    private static final String HOSTILE = "o'Brien\\'; DROP TABLE notes; --";

    private static final AtomicReference<String> TENANT = new AtomicReference<>();
    private static TestDatabase test;
    private static Database db;

    @BeforeAll
    static void start() {
        test = new TestDatabase(2, SessionSettings.of(PipelineBegin.READS).withRequest(() -> {
            if ("nobody".equals(TENANT.get())) {
                throw new IllegalStateException("no request");
            }
            return TENANT.get() == null ? Map.of() : Map.of("ROLE", "tenants", "App.Tenant", TENANT.get());
        }), null, Listeners.NONE, defaults());
        db = test.db();
        test.sql("CREATE TABLE notes (tenant text NOT NULL DEFAULT current_setting('app.tenant'), note text)");
        test.sql("ALTER TABLE notes ENABLE ROW LEVEL SECURITY");
        test.sql("CREATE POLICY own ON notes USING (tenant = nullif(current_setting('app.tenant', true), ''))");
        test.sql("DROP ROLE IF EXISTS tenants");
        test.sql("CREATE ROLE tenants");
        test.sql("GRANT ALL ON notes TO tenants");
    }

    @AfterAll
    static void stop() {
        test.close();
    }

    @BeforeEach
    void seed() {
        TENANT.set(null);
        test.sql("TRUNCATE notes");
        test.sql("INSERT INTO notes VALUES ('a', 'of a'), ('b', 'of b')");
    }

    private static Uni<String> notes(Queries queries) {
        return queries.single(sql("SELECT coalesce(string_agg(note, ', ' ORDER BY note), '') FROM notes").as(String.class));
    }

    private static String seen(Queries queries) {
        return await(notes(queries));
    }

    private static <T> T as(String tenant, Supplier<T> what) {
        TENANT.set(tenant);
        try {
            return what.get();
        } finally {
            TENANT.set(null);
        }
    }

    @Test
    void eachKindOfStatementSeesWhatIsItsTenants() {
        assertThat(seen(db)).isEqualTo("of a, of b"); // the owner of the table, without a tenant
        as("a", () -> {
            assertThat(seen(db)).isEqualTo("of a");
            assertThat(seen(db.outsideTransaction())).isEqualTo("of a");
            String transaction = await(db.transaction(tx -> notes(tx)));
            assertThat(transaction).isEqualTo("of a");
            String lent = await(db.withConnection(queries -> notes(queries)));
            assertThat(lent).isEqualTo("of a");
            String part = await(db.snapshot(1, parts -> notes(parts.get(0))));
            assertThat(part).isEqualTo("of a");
            await(db.withConnection(queries -> queries.stream(sql("SELECT note FROM notes").as(String.class)).collect().asList()
                    .invoke(streamed -> assertThat(streamed).containsExactly("of a"))));
            List<String> streamed = await(db.stream(sql("SELECT note FROM notes").as(String.class)).collect().asList());
            assertThat(streamed).containsExactly("of a");
            return null;
        });
        assertThat(as("b", () -> seen(db))).isEqualTo("of b");
        assertThat(seen(db)).isEqualTo("of a, of b"); // nothing stays on the pool's one connection
    }

    @Test
    void aWriteOutsideOfTransactionsIsCommittedAsItsTenant() {
        Integer written = as("b", () -> await(db.execute(write("INSERT INTO notes (note) VALUES ('new')"))));
        assertThat(written).isEqualTo(1);
        Integer others = as("a", () -> await(db.execute(write("UPDATE notes SET note = 'taken'"))));
        assertThat(others).isEqualTo(1);
        assertThat(seen(db)).isEqualTo("new, of b, taken");
    }

    @Test
    void aValueIsNeverSql() {
        as(HOSTILE, () -> {
            await(db.execute(write("INSERT INTO notes (note) VALUES ('quoted')")));
            assertThat(seen(db)).isEqualTo("quoted");
            return null;
        });
        assertThat(test.number("SELECT count(*) FROM notes WHERE tenant = E'o''Brien\\\\''; DROP TABLE notes; --'")).isOne();
        test.sql("ALTER ROLE CURRENT_USER SET standard_conforming_strings = off");
        try (TestDatabase old = new TestDatabase(1)) {
            String shown = await(old.db().transaction(defaults().withSetting("app.x", HOSTILE),
                    tx -> tx.single(sql("SELECT current_setting('app.x')").as(String.class))));
            assertThat(shown).isEqualTo(HOSTILE);
        } finally {
            test.sql("ALTER ROLE CURRENT_USER RESET standard_conforming_strings");
        }
    }

    @Test
    void whatRunsInsideIsOfTheTransactionsTenant() {
        String inside = as("a", () -> await(db.transaction(tx -> {
            TENANT.set("b");
            return db.transaction(part -> notes(part)).chain(part -> notes(db).map(single -> part + " and " + single));
        })));
        assertThat(inside).isEqualTo("of a and of a");
        TransactionOptions asked = defaults().withSetting("app.tenant", "b");
        assertThatThrownBy(() -> as("a", () -> await(db.transaction(tx -> db.transaction(asked, part -> notes(part))))))
                .isInstanceOf(DatabaseException.class).hasMessageContaining(
                        "a transaction that asks for setting app.tenant joins the transaction of datasource <default>, which has "
                                + "another value of it. Set it where that one begins, or run it on its own "
                                + "(Propagation.REQUIRES_NEW).");
        String explicit = as("a", () -> await(db.transaction(asked, tx -> notes(tx))));
        assertThat(explicit).as("what a caller asks for goes before it").isEqualTo("of b");
    }

    @Test
    void aTransactionOfItsOwnInsideHasTheSameWhereNobodyKnowsTheRequest() {
        String own = as("a", () -> await(db.transaction(tx -> {
            TENANT.set("nobody");
            return db.transaction(TransactionOptions.requiresNew(), part -> notes(part))
                    .chain(first -> notes(db.outsideTransaction()).map(second -> first + " and " + second));
        })));
        assertThat(own).isEqualTo("of a and of a");
    }

    @Test
    void itIsAskedOnceAlsoForRetriesAndBatches() {
        String retried = as("a", () -> {
            AtomicInteger attempts = new AtomicInteger();
            return await(db.transaction(defaults().withRetries(2), tx -> notes(tx).invoke(seen -> {
                TENANT.set("b");
                if (attempts.incrementAndGet() < 3) {
                    throw new SerializationFailureException("again", ErrorDetails.of("STRATA-2305"), null);
                }
            })));
        });
        assertThat(retried).isEqualTo("of a");
    }

    @Test
    void whatItThrowsFailsTheCallAndNothingStaysOpen() {
        for (Supplier<Uni<?>> call : List.<Supplier<Uni<?>>> of(() -> notes(db), () -> db.transaction(tx -> notes(tx)),
                () -> db.withConnection(queries -> notes(queries)), () -> notes(db.outsideTransaction()),
                () -> db.stream(sql("SELECT note FROM notes").as(String.class)).collect().asList(),
                () -> db.snapshot(1, parts -> notes(parts.get(0))),
                () -> Uni.createFrom().item(1).chain(one -> notes(db)))) {
            assertThatThrownBy(() -> as("nobody", () -> await(call.get()))).hasMessage("no request");
        }
        test.becomesIdle();
        String own = as("nobody", () -> await(ToldSettings.none("<default>", notes(db))));
        assertThat(own).as("Strata's own work is no request's").isEqualTo("of a, of b");
    }

    @Test
    void aReadThatIsCutOffRunsAgain() {
        as("a", () -> {
            assertThat(seen(db)).isEqualTo("of a");
            test.sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'pool' "
                    + "AND datname = current_database()");
            Long again = await(db.single(select(count()).from("notes")));
            assertThat(again).isOne();
            return null;
        });
    }

    @Test
    void whatTheServerRefusesFailsTheStatementThatNeverRanWithoutIt() {
        TransactionOptions unknown = defaults().withRole("nobody there");
        assertThatThrownBy(() -> await(db.transaction(unknown, tx -> tx.execute(write("INSERT INTO notes VALUES ('x', 'x')")))))
                .isInstanceOf(DatabaseException.class).hasMessageContaining("role \"…\" does not exist");
        assertThatThrownBy(() -> await(db.transaction(unknown, tx -> tx.single(read("SELECT count(*)::int8 FROM notes")))))
                .hasMessageContaining("role \"…\" does not exist");
        assertThat(seen(db)).isEqualTo("of a, of b");
        assertThatThrownBy(() -> defaults().withSetting("app.tenant", null)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "STRATA-2441: setting app.tenant of a transaction needs a name, and a value that is a text; this one "
                                + "is null. Leave the setting out where there is nothing to set.");
    }

    @Test
    void theSettingsTravelWithBeginAndTheRoleComesLast() {
        assertThat(Begin.sql(defaults().withRole("r").withSetting("app.a", "1").withSetting("work_mem", "64MB"), 18, null))
                .isEqualTo("BEGIN; SELECT pg_catalog.set_config(E'app.a', E'1', true), pg_catalog.set_config(E'work_mem', "
                        + "E'64MB', true); SELECT pg_catalog.set_config(E'role', E'r', true)");
        assertThat(defaults().withSetting("app.secret", "s3cret").toString()).contains("[app.secret]").doesNotContain("s3cret");
    }

    @Test
    void inATestTheyEndWithThePartThatHasThem() {
        AmbientTransaction ambient = AmbientTransaction.begin((TransactionalDatabase) db, Duration.ofSeconds(5));
        try {
            assertThat(as("a", () -> seen(db))).isEqualTo("of a");
            List<String> streamed = as("a",
                    () -> await(db.stream(sql("SELECT note FROM notes").as(String.class)).collect().asList()));
            assertThat(streamed).containsExactly("of a");
            String lent = as("a", () -> await(db.withConnection(queries -> notes(queries))));
            assertThat(lent).isEqualTo("of a");
            String nested = as("a", () -> await(db.transaction(tx -> {
                Uni<String> other = db.transaction(TransactionOptions.requiresNew().withSetting("app.tenant", "b"),
                        part -> notes(part));
                return other.chain(b -> notes(tx).map(a -> b + " and " + a));
            })));
            assertThat(nested).isEqualTo("of b and of a");
            assertThat(seen(db)).isEqualTo("of a, of b");
        } finally {
            await(ambient.rollback());
        }
    }
}
