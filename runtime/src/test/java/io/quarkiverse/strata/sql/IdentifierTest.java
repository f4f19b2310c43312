package io.quarkiverse.strata.sql;

import static io.quarkiverse.strata.sql.Sql.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;

/** PROTOCOLS.md 8: a string in the place of a name is a name, never SQL. */
class IdentifierTest extends Server {

    private static void refused(String name, String cure) {
        assertThatThrownBy(() -> col(name)).as(name)
                .hasMessage("STRATA-1104: \"" + name + "\" is SQL, and col(…) takes a name. Write "
                        + cure + "; SQL text comes in through raw(…) alone.");
    }

    @Test
    void quotedOnlyWhenNeeded() {
        assertThat(col("status").toString()).isEqualTo("status");
        assertThat(col("f.title").toString()).isEqualTo("f.title");
        assertThat(col("public.film.title").toString()).isEqualTo("public.film.title");
        assertThat(col("order").toString()).isEqualTo("\"order\"");
        assertThat(col("createdAt").toString()).isEqualTo("\"createdAt\"");
        assertThat(col("größe").toString()).isEqualTo("\"größe\"");
        assertThat(col("a\"b").toString()).isEqualTo("\"a\"\"b\"");
        assertThat(col(identifier("x.y")).toString()).isEqualTo("\"x.y\"");
        assertThat(table("public.user").as("U").toString()).isEqualTo("public.\"user\" AS \"U\"");
        assertThat(function("left", col("a"), 1).toString()).isEqualTo("left(a, 1)");
        // only an application's own node could say so: bare it would vanish, and SELECT FROM film is valid
        assertThat(Identifiers.quoted("")).isEqualTo("\"\"");
        assertThat(function("Evil\"; --").toString()).isEqualTo("\"Evil\"\"; --\"()");
    }

    @Test
    void reservedWordsAreThoseOfTheServer() {
        Set<String> ours = new TreeSet<>(Keywords.RESERVED);
        ours.addAll(Keywords.RESERVED_BUT_FOR_FUNCTIONS);
        assertThat(query("SELECT word FROM pg_get_keywords() WHERE catcode IN ('R', 'T')"))
                .containsExactlyInAnyOrderElementsOf(ours);
        assertThat(query("SELECT word FROM pg_get_keywords() WHERE catcode = 'T'"))
                .containsExactlyInAnyOrderElementsOf(Keywords.RESERVED_BUT_FOR_FUNCTIONS);
    }

    @Test
    void everyKeywordCanNameAColumnAndATable() {
        for (String word : query("SELECT word FROM pg_get_keywords()")) {
            prepare(select(col(word)).from(select(val(1).as(word)).as(word))
                    .orderBy(alias(word)));
        }
    }

    @Test
    void hostileNamesStayNames() {
        String hostile = "x\"; DROP TABLE film; --";
        assertThat(col(hostile).toString()).isEqualTo("\"x\"\"; DROP TABLE film; --\"");
        assertThatThrownBy(() -> run(select(col(hostile)).from("film"))).hasMessageContaining("does not exist");
        begin();
        assertThatThrownBy(() -> run(select(val(1)).from(table(hostile)))).hasMessageContaining("does not exist");
        begin();
        assertThatThrownBy(() -> run(update("film").set(hostile, 1).allRows())).hasMessageContaining("does not exist");
    }

    @Test
    void oddNamesAreReached() {
        Table odd = table(identifier("Odd \"Table\" x.y")).as("o");
        run(insertInto(table(identifier("Odd \"Table\" x.y"))).columns("id", "select", "MiXed", "a;b--").values(1L, "s", "m",
                "a"));
        Select<Row> query = select(odd.col("select"), odd.col("MiXed"), col("a;b--"), col(identifier("x.y"))).from(odd);
        assertSql(query, "SELECT o.\"select\", o.\"MiXed\", \"a;b--\", \"x.y\" FROM \"Odd \"\"Table\"\" x.y\" AS o");
        assertThat(run(query)).containsExactly("s m a null");
    }

    @Test
    void sqlInThePlaceOfANameIsRefusedWithTheRightCall() {
        refused("count(*)", "count() or count(col(…))");
        refused("lower(title)", "function(\"lower\", …)");
        refused("title as t", "col(\"title\").as(\"t\")");
        refused("title desc", "col(\"title\").desc()");
        refused("title ASC nulls first", "col(\"title\").asc().nullsFirst()");
        refused("*", "all()");
        refused("f.*", "all(\"f\")");
        refused("\"title\"", "col(\"title\"), without quotes of your own");
        assertThatThrownBy(() -> table("film f"))
                .hasMessage("STRATA-1104: \"film f\" is no name of a table. For an alias write "
                        + "table(\"film\").as(\"f\"); a name with a blank is reached by table(identifier(…)).");
    }

    @Test
    void namesThatPostgresCantHaveAreRefused() {
        assertThatThrownBy(() -> col("a\0b"))
                .hasMessage("STRATA-1104: col(…) was given a name with the character NUL, which PostgreSQL "
                        + "has in no name.");
        assertThatThrownBy(() -> col("ü".repeat(32)))
                .hasMessage("STRATA-1104: the name \"" + "ü".repeat(32) + "\" has 64 bytes, and "
                        + "PostgreSQL would silently cut it to 63. Choose a shorter one.");
        assertThat(col("x".repeat(63)).name()).hasSize(63);
        assertThat(col("€".repeat(21)).name()).hasSize(21);
        assertThatThrownBy(() -> col("€".repeat(22))).hasMessageContaining(" has 66 bytes, ");
        assertThatThrownBy(() -> col("x".repeat(64))).hasMessageContaining(" has 64 bytes, ");
        assertThatThrownBy(() -> col("a..b")).hasMessage("STRATA-1104: col(…) was given an empty name.");
        assertThatThrownBy(() -> col("")).hasMessage("STRATA-1104: col(…) was given an empty name.");
        assertThatThrownBy(() -> col("a.b.c.d"))
                .hasMessage("STRATA-1104: \"a.b.c.d\" has too many parts for col(…). A name that "
                        + "contains dots itself is written identifier(\"a.b.c.d\").");
        assertThatThrownBy(() -> insertInto("film").columns("f.title")).hasMessage("STRATA-1104: \"f.title\" is qualified, and "
                + "columns(…) names columns of one table. Write \"title\".");
    }

    @Test
    void typesAreNamesToo() {
        assertThat(cast(col("a"), "numeric(10,2)").toString()).isEqualTo("a::numeric(10,2)");
        assertThat(cast(col("a"), "timestamp with time zone").toString()).isEqualTo("a::timestamp with time zone");
        assertThat(cast(col("a"), "public.\"Odd type\"[]").toString()).isEqualTo("a::public.\"Odd type\"[]");
        for (String bad : new String[] { "int4; DROP TABLE film", "int4) --", "", "a'b", "int4/**/" }) {
            assertThatThrownBy(() -> cast(col("a"), bad)).as(bad)
                    .hasMessage("STRATA-1107: that is no name of a PostgreSQL type. Write "
                            + "it as in a cast: \"int8\", \"numeric(10,2)\", \"text[]\", \"public.mpaa_rating\".");
        }
    }
}
