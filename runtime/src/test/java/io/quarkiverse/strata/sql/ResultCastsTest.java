package io.quarkiverse.strata.sql;

import static io.quarkiverse.strata.sql.Sql.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Columns that are read as text stay what they are wherever the statement itself compares them. */
class ResultCastsTest extends Server {

    private static final String INNER = "SELECT id, bits, owner, mac FROM host";
    private static final String OUTER = "SELECT id, bits, owner::int8 AS owner, mac::text AS mac FROM (";

    record Host(int id, String bits, Long owner, String mac) {
    }

    @BeforeEach
    void hosts() {
        Descriptors.register(Schema.descriptor(Host.class, "host", List.of(
                new ColumnDescriptor("id", "id", int.class, PgType.INT4, true, false, true),
                new ColumnDescriptor("bits", "bits", String.class, PgType.TEXT, false, false, true),
                new ColumnDescriptor("owner", "owner", Long.class, new PgType("oid"), false, false, true),
                new ColumnDescriptor("mac", "mac", String.class, new PgType("macaddr"), false, false, true)),
                List.of(Host::id, Host::bits, Host::owner, Host::mac)));
        query("CREATE TABLE host (id int4, bits text, owner oid, mac macaddr)");
        query("INSERT INTO host VALUES (1, 'a', 10, '08:00:2b:01:02:03'), (2, 'b', 9, '08:00:2b:01:02:03'), (3, 'c', 9, NULL)");
    }

    @Test
    void distinctSortsByTheColumn() {
        Select<String> query = select(col(Host::mac)).from(Host.class).distinct().orderBy(col(Host::mac));
        assertSql(query, "SELECT mac::text AS mac FROM (SELECT DISTINCT mac FROM host ORDER BY host.mac) AS strata_rows");
        assertThat(run(query)).containsExactly("08:00:2b:01:02:03", "null");
        Select<Host> first = select(Host.class).distinctOn(col(Host::mac)).orderBy(col(Host::mac), col(Host::id).desc());
        assertSql(first, OUTER + "SELECT DISTINCT ON (mac) id, bits, owner, mac FROM host ORDER BY host.mac, host.id DESC) "
                + "AS strata_rows");
        assertThat(run(first)).containsExactly("2 b 9 08:00:2b:01:02:03", "3 c 9 null");
    }

    @Test
    void setOperationsMeetColumnsOfTheSameType() {
        Select<String> typed = select(col(Host::mac)).from(Host.class);
        Select<String> untyped = select(col("mac")).as(String.class).from("host");
        Select<?> query = typed.union(untyped).orderBy(ordinal(1)).limit(1);
        assertSql(query, "SELECT mac::text AS mac FROM (SELECT mac FROM host UNION SELECT mac FROM host ORDER BY 1 "
                + "LIMIT $1::int8) AS strata_rows", 1L);
        assertThat(run(query)).containsExactly("08:00:2b:01:02:03");
        assertThat(run(untyped.intersect(typed).orderBy("mac"))).containsExactly("08:00:2b:01:02:03", "null");
        assertThat(run(select(Host.class).unionAll(select(Host.class)).orderBy("owner", "id").limit(1)))
                .containsExactly("2 b 9 08:00:2b:01:02:03");
        assertThat(run(select(Host.class).except(select(Host.class)))).isEmpty();
    }

    @Test
    void namesInTheOrderMeanTheColumn() {
        Select<Host> byName = select(Host.class).from("host").orderBy("mac", "owner").limit(1).forUpdate();
        assertSql(byName, OUTER + INNER + " ORDER BY mac, owner LIMIT $1::int8 FOR UPDATE) AS strata_rows", 1L);
        assertThat(run(byName)).containsExactly("2 b 9 08:00:2b:01:02:03");
        Select<?> byLabel = select(col(Host::id), col(Host::mac).as("m")).from(Host.class).orderBy(alias("m"), col(Host::id));
        assertSql(byLabel, "SELECT id, m::text AS m FROM (SELECT id, mac AS m FROM host ORDER BY m, host.id) AS strata_rows");
        assertThat(run(byLabel)).startsWith("1 08:00:2b:01:02:03");
    }

    @Test
    void withStandsOutside() {
        Select<Host> query = with("changed", update(Host.class).set(col(Host::bits), "z").where(col(Host::id).eq(1))
                .returning(all())).select(Host.class).from("changed").distinct();
        assertSql(query, "WITH changed AS (UPDATE host SET bits = $1 WHERE id = $2::int4 RETURNING *) " + OUTER
                + "SELECT DISTINCT id, bits, owner, mac FROM changed) AS strata_rows", "z", 1);
        assertThat(run(query)).containsExactly("1 z 10 08:00:2b:01:02:03");
    }

    @Test
    void otherSelectsStaySimple() {
        assertSql(select(col(Host::id), col(Host::mac)).from(Host.class).orderBy(col(Host::mac)),
                "SELECT id, mac::text AS mac FROM host ORDER BY host.mac");
        assertSql(select(col(Host::id), col(Host::mac)).from("host").orderBy("id"),
                "SELECT id, mac::text AS mac FROM host ORDER BY id");
        assertSql(select(col(Host::id)).from(Host.class).distinct(), "SELECT DISTINCT id FROM host");
    }

    @Test
    void columnsWithoutNamesAreRefused() {
        Select<Row> query = select(col(Host::mac), upper(col(Host::bits))).from(Host.class).distinct();
        assertThatThrownBy(query::rendered).isInstanceOf(IllegalArgumentException.class).hasMessage(
                "STRATA-1120: a select with distinct, union, intersect, except or an order by name has a column that is read as "
                        + "text, and others whose names aren't known or are the same. Give each item a name of its own with "
                        + "as(…), and write columns instead of all().");
        assertThat(query).hasToString("SELECT DISTINCT mac::text AS mac, upper(bits) FROM host");
    }
}
