package io.quarkiverse.strata.migration;

import static io.quarkiverse.strata.migration.Migrated.table;
import static io.quarkiverse.strata.test.PostgresServer.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import io.vertx.sqlclient.SqlConnection;

class DropAllTest {

    private static final String LEFT = "SELECT relname::text FROM pg_class WHERE relnamespace = 'public'::regnamespace"
            + " UNION ALL SELECT typname::text FROM pg_type WHERE typnamespace = 'public'::regnamespace"
            + " UNION ALL SELECT proname::text FROM pg_proc WHERE pronamespace = 'public'::regnamespace ORDER BY 1";

    private final Migrated db = new Migrated();

    @Test
    void dropsWhateverIsInTheSchemaAndTheMigrationsRunAgain() {
        Migrator migrator = db.migrator(table("1", "a"), table("2", "b"));
        await(migrator.migrate());
        db.rows("""
                CREATE TYPE mood AS ENUM ('happy', 'sad');
                CREATE DOMAIN year AS int CHECK (VALUE > 1900);
                CREATE TYPE pair AS (x int, y mood);
                CREATE TYPE span AS RANGE (subtype = int4);
                CREATE TABLE "Odd ""name" (id serial PRIMARY KEY, m mood, y year, a_id bigint REFERENCES a);
                CREATE TABLE parted (id int, day date) PARTITION BY RANGE (day);
                CREATE TABLE parted_1 PARTITION OF parted DEFAULT;
                CREATE VIEW seen AS SELECT * FROM "Odd ""name";
                CREATE MATERIALIZED VIEW seen_too AS SELECT * FROM seen;
                CREATE SEQUENCE numbers;
                CREATE FUNCTION twice(n mood, "m n" int DEFAULT 1) RETURNS int LANGUAGE sql AS 'SELECT 2';
                CREATE FUNCTION twice(n int) RETURNS int LANGUAGE sql AS 'SELECT 2 * n';
                CREATE PROCEDURE proceed() LANGUAGE sql AS 'SELECT 1';
                CREATE AGGREGATE total(int) (SFUNC = int4pl, STYPE = int);
                CREATE SCHEMA other;
                CREATE TABLE other.kept (id int, m mood);
                INSERT INTO a DEFAULT VALUES""");
        SchemaContents contents = await(migrator.contents());
        assertThat(contents.tables()).hasToString("[table public.\"Odd \"\"name\", 0 rows, table public.a, 1 row,"
                + " table public.b, 0 rows, table public.parted, 0 rows]");
        assertThat(contents.schema()).isEqualTo("public");

        assertThat(await(migrator.dropAll(null))).isEqualTo(contents);
        assertThat(db.rows(LEFT)).isEmpty();
        assertThat(db.rows("SELECT attname FROM pg_attribute WHERE attrelid = 'other.kept'::regclass AND attnum > 0 AND NOT"
                + " attisdropped")).containsExactly("id");
        assertThat(Migrated.ids(await(migrator.migrate()))).containsExactly("1", "2");
        assertThat(await(db.migrator().contents()).objects()).isEqualTo(3);
    }

    @Test
    void leavesWhatIsAnotherRolesOrAnExtensions() {
        db.rows("DROP ROLE IF EXISTS tenant; CREATE ROLE tenant LOGIN PASSWORD 'tenant'; CREATE TABLE foreigner (id int);"
                + " CREATE EXTENSION hstore; GRANT ALL ON SCHEMA public TO tenant");
        long functions = count("pg_proc");
        Migrator tenant = new Migrator(() -> io.vertx.pgclient.PgConnection
                .connect(db.server.vertx(), db.server.options(db.database).setUser("tenant").setPassword("tenant"))
                .map(connection -> connection), Migrated.set(table("1", "a")), db.options);
        await(tenant.migrate());
        assertThat(await(tenant.dropAll(null)).tables()).hasToString("[table public.a, 0 rows]");
        assertThat(db.tables()).containsExactly("foreigner");
        await(db.migrator().dropAll(null));
        assertThat(db.tables()).isEmpty();
        assertThat(functions).isPositive();
        assertThat(count("pg_proc")).isEqualTo(functions);
    }

    private long count(String catalog) {
        return Long
                .parseLong(db.rows("SELECT count(*) FROM " + catalog + " WHERE pronamespace = 'public'::regnamespace").get(0));
    }

    @Test
    void triesAgainWhileOthersHoldALockAndThenSaysSo() {
        db.options = new MigratorOptions("<default>", null, "strata_migrations", Duration.ofMillis(50), 2,
                Duration.ofSeconds(20), false);
        Migrator migrator = db.migrator(table("1", "a"));
        await(migrator.migrate());
        SqlConnection other = db.server.connect(db.database);
        try {
            await(other.query("BEGIN; SELECT * FROM a").execute());
            assertThatThrownBy(() -> await(migrator.dropAll(null))).hasMessage("STRATA-3217: the migrations of datasource"
                    + " <default> can't be looked at or run: canceling statement due to lock timeout (55P03). Check its URL, its role's rights and that"
                    + " the server is up");
            assertThat(db.tables()).containsExactly("a");
        } finally {
            await(other.close());
        }
    }
}
