package io.quarkiverse.strata.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.function.Consumer;

import org.junit.jupiter.api.Test;

import io.quarkiverse.strata.sql.EnumLabels;
import io.quarkiverse.strata.sql.PgType;

class TypesAndPartitionsTest {

    enum Mood {
        HAPPY,
        SAD
    }

    @Test
    void typesSchemasAndExtensions() {
        SchemaCheck.onEmpty().reversible(schema -> {
            schema.createEnum("rating", "G", "it's");
            schema.createEnum(Mood.class);
            schema.createEnum(Mood.class);
            schema.createDomain("year", "integer", "VALUE >= 1901");
            schema.createSchema("reporting");
            schema.createExtension("pg_trgm");
            schema.createTable("t", table -> {
                table.enumeration("rating", "rating");
                table.enumeration("mood", Mood.class);
                table.column("year", "year");
            });
        }, "CREATE TYPE rating AS ENUM ('G', 'it''s')", "CREATE TYPE mood AS ENUM ('HAPPY', 'SAD')",
                "CREATE DOMAIN year AS integer CHECK (VALUE >= 1901)", "CREATE SCHEMA reporting",
                "CREATE EXTENSION IF NOT EXISTS pg_trgm", """
                        CREATE TABLE t (
                            rating rating NOT NULL,
                            mood mood NOT NULL,
                            year year NOT NULL
                        )""");
    }

    @Test
    void anEnumHasTheLabelsThatItsRecordsUse() {
        EnumLabels.register(Rating.class, new PgType("rating"), Rating.values(), new String[] { "G", "PG-13" });
        SchemaCheck.onEmpty().runs(schema -> schema.createEnum(Rating.class), "CREATE TYPE rating AS ENUM ('G', 'PG-13')");
    }

    private enum Rating {
        G,
        PG_13
    }

    @Test
    void anEnumGrows() {
        SchemaCheck check = SchemaCheck.with(schema -> schema.createEnum("rating", "G", "R"));
        check.runs(schema -> {
            schema.addEnumValue("rating", "X");
            schema.addEnumValueBefore("rating", "PG", "R");
            schema.addEnumValue("rating", "G");
        }, "ALTER TYPE rating ADD VALUE IF NOT EXISTS 'X'", "ALTER TYPE rating ADD VALUE IF NOT EXISTS 'PG' BEFORE 'R'",
                "ALTER TYPE rating ADD VALUE IF NOT EXISTS 'G'");
        assertThat(check.rows("SELECT unnest(enum_range(NULL::rating))::text")).containsExactly("G", "PG", "R", "X");
        assertThatThrownBy(() -> new Schema().reverse(schema -> schema.addEnumValue("rating", "X")))
                .hasMessage(
                        "STRATA-3110: ALTER TYPE rating ADD VALUE IF NOT EXISTS 'X' can't be undone, PostgreSQL can't take a"
                                + " label from an enum type: override down(): leave it empty to keep the label, or rebuild the type"
                                + " there");
    }

    @Test
    void partitions() {
        Consumer<Schema> tables = schema -> {
            schema.createTable("payment", table -> {
                table.date("day");
                table.integer("amount");
                table.partitionByRange("day");
            });
            schema.createTable("by_list", table -> {
                table.text("country");
                table.partitionByList("country");
            });
            schema.createTable("by_hash", table -> {
                table.bigint("id");
                table.bigint("part");
                table.partitionByHash("id", "part");
            });
        };
        SchemaCheck.onEmpty().runs(tables, """
                CREATE TABLE payment (
                    day date NOT NULL,
                    amount integer NOT NULL
                ) PARTITION BY RANGE (day)""", """
                CREATE TABLE by_list (
                    country text NOT NULL
                ) PARTITION BY LIST (country)""", """
                CREATE TABLE by_hash (
                    id bigint NOT NULL,
                    part bigint NOT NULL
                ) PARTITION BY HASH (id, part)""").reversible(schema -> {
            schema.createPartition("payment_old", "payment").range(PartitionBuilder.MINVALUE, LocalDate.of(2026, 1, 1));
            schema.createPartition("payment_rest", "payment").otherwise();
            schema.createPartition("by_list_de", "by_list").in("de", "at");
            schema.createPartition("by_hash_0", "by_hash").hash(2, 0);
            schema.createTable("payment_2026", table -> {
                table.date("day");
                table.integer("amount");
            });
            schema.attachPartition("payment_2026", "payment").range("2026-01-01", "2027-01-01");
        }, "CREATE TABLE payment_old PARTITION OF payment FOR VALUES FROM (MINVALUE) TO ('2026-01-01')",
                "CREATE TABLE payment_rest PARTITION OF payment DEFAULT",
                "CREATE TABLE by_list_de PARTITION OF by_list FOR VALUES IN ('de', 'at')",
                "CREATE TABLE by_hash_0 PARTITION OF by_hash FOR VALUES WITH (MODULUS 2, REMAINDER 0)", """
                        CREATE TABLE payment_2026 (
                            day date NOT NULL,
                            amount integer NOT NULL
                        )""",
                "ALTER TABLE payment ATTACH PARTITION payment_2026 FOR VALUES FROM ('2026-01-01') TO ('2027-01-01')");
    }

    @Test
    void detachesPartitions() {
        SchemaCheck.with(schema -> {
            schema.createTable("payment", table -> {
                table.date("day");
                table.partitionByRange("day");
            });
            schema.createPartition("p1", "payment").range("2026-01-01", "2026-02-01");
            schema.createPartition("p2", "payment").range("2026-02-01", "2026-03-01");
        }).runs(schema -> {
            schema.detachPartition("p1", "payment");
            schema.detachPartitionConcurrently("p2", "payment");
        }, "ALTER TABLE payment DETACH PARTITION p1", "ALTER TABLE payment DETACH PARTITION p2 CONCURRENTLY");
    }

    @Test
    void rawSqlAndComments() {
        SchemaCheck.with(schema -> schema.createTable("t", table -> table.text("a"))).reversible(schema -> {
            schema.sql("CREATE VIEW v AS SELECT a FROM t", "DROP VIEW v");
            schema.commentOnTable("t", "a\\b");
            schema.commentOnColumn("t", "a", "it's");
        }, "CREATE VIEW v AS SELECT a FROM t", "COMMENT ON TABLE t IS E'a\\\\b'", "COMMENT ON COLUMN t.a IS 'it''s'");
        assertThatThrownBy(() -> new Schema().reverse(schema -> schema.sql("DELETE FROM t"))).hasMessage(
                "STRATA-3110: DELETE FROM t can't be undone, Strata doesn't know what undoes SQL: give it: "
                        + "sql(\"up…\", \"down…\"), or override down()");
    }

    @Test
    void theCanonicalFormHoldsWhatWasAskedFor() {
        List<SchemaChange> changes = Schema.record(schema -> {
            schema.createTable("t", table -> {
                table.id();
                table.text("a\"b").nullable();
                table.enumeration("mood", Mood.class);
            });
            schema.createIndex("t", "mood");
        }).changes();
        assertThat(Canonical.of(changes)).isEqualTo(
                """
                        CreateEnum{name="mood"fromClass="true"}
                        CreateTable{table="t"columns=[Column{name="id"type="bigint"identity="by_default"constraints=[PrimaryKey{columns=["id",]},]},Column{name="a\\"b"type="text"nullable="true"},Column{name="mood"type="mood"},]}
                        CreateIndex{table="t"parts=[Part{column="mood"},]}
                        """);
    }
}
