package io.quarkiverse.strata.migration;

import static io.quarkiverse.strata.migration.Migrated.file;
import static io.quarkiverse.strata.migration.Migrated.known;
import static io.quarkiverse.strata.migration.Migrated.set;
import static io.quarkiverse.strata.migration.Migrated.step;
import static io.quarkiverse.strata.migration.Migrated.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import io.quarkiverse.strata.schema.Schema;

class MigrationSetTest {

    static class M20261122_1200_CreateUsers implements Migration {
        @Override
        public void up(Schema schema) {
            schema.createTable("users", table -> table.id());
        }
    }

    static class V12__AddBio implements Migration {
        @Override
        public void up(Schema schema) {
            schema.alterTable("users", table -> table.text("bio").nullable());
        }

        @Override
        public List<Class<? extends Migration>> dependencies() {
            return List.of(M20261122_1200_CreateUsers.class);
        }
    }

    static class NoId implements Migration {
        @Override
        public void up(Schema schema) {
        }
    }

    @Test
    void namesTellIdAndDescription() {
        Migration first = new M20261122_1200_CreateUsers();
        assertThat(first.id()).isEqualTo("20261122.1200");
        assertThat(first.description()).isEqualTo("Create users");
        assertThat(new V12__AddBio().id()).isEqualTo("12");
        assertThat(MigrationName.parse("V001_2__a_2nd_table", "f")).isEqualTo(
                new MigrationName(MigrationId.of("1.2"), "A 2nd table"));
        assertThat(MigrationName.parse("M20261122_2ndTable", "f").id()).isEqualTo(MigrationId.of("20261122"));
        assertThatThrownBy(() -> new NoId().id()).hasMessage("STRATA-3201: the name of " + NoId.class.getName()
                + " doesn't begin with an id: call it M20261122_CreateUsers or V12__create_users");
        assertThatThrownBy(() -> MigrationId.of("1.x")).hasMessage("STRATA-3201: 1.x isn't a migration's id: write numbers of"
                + " up to 18 digits, separated by dots, such as 20261122.1");
    }

    @Test
    void ordersByDependencyThenByNumbers() {
        MigrationSet set = set(table("10", "a"), table("9", "b", "11"), table("9.1", "c"), table("11", "d", "12"),
                table("12", "e"));
        assertThat(set.definitions()).extracting(MigrationDefinition::id).containsExactly("12", "11", "9", "9.1", "10");
    }

    @Test
    void dependenciesAreClassesToo() {
        Migration users = new M20261122_1200_CreateUsers();
        Map<Class<?>, String> names = KnownMigration.names(List.of(users));
        assertThat(KnownMigration.define(new V12__AddBio(), names).dependencies()).containsExactly("20261122.1200");
        assertThatThrownBy(() -> KnownMigration.define(new V12__AddBio(), Map.of())).hasMessage("STRATA-3202: "
                + V12__AddBio.class.getName() + " depends on " + M20261122_1200_CreateUsers.class.getName()
                + ", which is no migration of its datasource: remove the dependency or correct the class");
    }

    @Test
    void contradictionsAreNamed() {
        assertThatThrownBy(
                () -> MigrationSet.of(List.of(known(table("7", "a")), file("db/migration/V07__x.sql", "SELECT 1", null))))
                .hasMessage("STRATA-3202: db/migration/V07__x.sql and " + Migrated.Step.class.getName()
                        + " both have the id 7: give one of them another");
        assertThatThrownBy(() -> set(table("7", "a", "8"))).hasMessage("STRATA-3202: " + Migrated.Step.class.getName()
                + " depends on 8, which is no migration of its datasource: remove the dependency or correct the id");
        assertThatThrownBy(() -> MigrationSet.of(List.of(file("V1__a.sql", "-- strata: depends=2\nSELECT 1", null),
                file("V2__b.sql", "-- strata: depends=3\nSELECT 1", null),
                file("V3__c.sql", "-- strata: depends=2\nSELECT 1", null))))
                .hasMessage("STRATA-3202: migrations depend on each other in a circle: V2__b.sql -> V3__c.sql -> V2__b.sql:"
                        + " remove one of the dependencies");
    }

    @Test
    void checksumsIgnoreWhatDoesntMatter() {
        String checksum = file("V1__a.sql", "SELECT 1;\nSELECT 2;\n", null).definition().checksum();
        assertThat(file("V2__b.sql", "\uFEFFSELECT 1;  \r\nSELECT 2;\t\r\n\r\n", null).definition().checksum())
                .isEqualTo(checksum);
        assertThat(file("V1__a.sql", "SELECT 1; SELECT 2;\n", null).definition().checksum()).isNotEqualTo(checksum);
        assertThat(known(table("1", "a")).definition().checksum())
                .isEqualTo("62c2d70d362e18049b3eaeb62b3d2a1507bfd04df00c3da84d94f7613b68a2a6");
    }

    @Test
    void upMustRecordTheSameTwice() {
        AtomicInteger count = new AtomicInteger();
        assertThatThrownBy(() -> known(step("1", schema -> schema.sql("SELECT " + count.incrementAndGet()))))
                .hasMessage("STRATA-3216: " + Migrated.Step.class.getName() + ".up() doesn't record the same twice: take the"
                        + " clock, chance, the environment and static state out of it; now() in SQL is allowed");
        assertThatThrownBy(() -> known(step("1", schema -> {
            throw new IllegalStateException("no config");
        }))).hasMessage("STRATA-3216: " + Migrated.Step.class.getName() + ".up() fails when it is evaluated at build time: "
                + "java.lang.IllegalStateException: no config. It may only record changes");
    }

    private static List<String> parts(String script) {
        return file("V1__a.sql", script, null).up().parts().stream()
                .map(part -> part.from() + "-" + part.to() + (part.transactional() ? " together" : "")).toList();
    }

    @Test
    void mixedMigrationsAreCutIntoParts() {
        assertThat(known(step("1", schema -> {
            schema.createIndex("t", "a").concurrently();
            schema.createIndex("t", "b");
        })).up().parts()).hasSize(2);
        assertThat(parts("SELECT 1; SELECT 2")).containsExactly("0-2 together");
        assertThat(parts("SELECT 1; SELECT 2; VACUUM; ALTER SYSTEM SET a = 1; SELECT 3; DO $$ BEGIN END $$"))
                .containsExactly("0-2 together", "2-3", "3-4", "4-6 together");
        assertThat(parts("-- strata: transactional=false\nSELECT 1; SELECT 2; VACUUM; DO $$ BEGIN COMMIT; END $$"))
                .containsExactly("0-1 together", "1-2 together", "2-3", "3-4");
        assertThat(parts("SELECT 1; REINDEX (VERBOSE, CONCURRENTLY) TABLE t; REINDEX SCHEMA s; CLUSTER; CLUSTER t"))
                .containsExactly("0-1 together", "1-2", "2-3", "3-4", "4-5 together");
    }

    @Test
    void whatOneTransactionHolds() {
        assertThat(file("V1__a.sql", "SELECT 1; SELECT 2", null).up().transactional()).isTrue();
        assertThat(file("V1__a.sql", "-- strata: transactional=false\nVACUUM; SELECT 1", null).up().transactional()).isFalse();
        assertThat(file("V1__a.sql", "VACUUM", null).up().transactional()).isFalse();
        assertThatThrownBy(() -> known(step("1", schema -> schema.createIndex("t", "a").where("a > 1; DROP TABLE t"))))
                .hasMessage("STRATA-3212: " + Migrated.Step.class.getName() + ": an SQL expression holds a semicolon outside"
                        + " quotes: CREATE INDEX t_a_idx ON t (a) WHERE a > 1; DROP TABLE t");
    }
}
