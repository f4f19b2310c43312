package io.quarkiverse.strata.schema;

import static io.quarkiverse.strata.schema.CreateTrigger.Event.DELETE;
import static io.quarkiverse.strata.schema.CreateTrigger.Event.INSERT;
import static io.quarkiverse.strata.schema.CreateTrigger.Event.UPDATE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.function.Consumer;

import org.junit.jupiter.api.Test;

import io.quarkiverse.strata.test.PostgresServer;

/** What the conformance test's rows don't hold: drops, replacements, further options, and what is refused. */
class ObjectsTest {

    private static final Consumer<Schema> FILMS = schema -> schema.createTable("films", table -> {
        table.id();
        table.text("title");
        table.integer("length").nullable();
    });

    private static final Consumer<Schema> TOUCH = schema -> schema.createFunction("touch",
            function -> function.returns("trigger").body("plpgsql", "BEGIN RETURN NEW; END"));

    @Test
    void whatIsDroppedComesBack() {
        Consumer<Schema> objects = schema -> {
            schema.createView("long_films", "SELECT * FROM films WHERE length > 180").securityInvoker();
            schema.createMaterializedView("lengths", "SELECT length, count(*) AS films FROM films GROUP BY length");
            schema.createFunction("twice", f -> f.argument("a", "integer").argument(Argument.Mode.OUT, "b", "integer", null)
                    .body("sql", "SELECT a * 2"));
            schema.createProcedure("clear", p -> p.argument("a", "integer").body("sql", "DELETE FROM films WHERE id = a"));
            schema.createAggregate("total", "integer").state("integer", "int4pl").initial("0");
            schema.createCompositeType("size", type -> type.attribute("w", "integer").attribute("t", "text", "C"));
            schema.createRangeType("lengths_range", "smallint");
            schema.createCollation("german", CreateCollation.Provider.ICU, "de-AT");
            schema.createStatistics("films_stats", "films").columns("title", "length");
            schema.createPolicy("own", "films").using("title = current_user");
            schema.createPublication("changes").table("films").publish(INSERT, DELETE).viaPartitionRoot();
        };
        SchemaCheck.with(FILMS.andThen(objects)).reversible(schema -> {
            schema.dropView("long_films")
                    .was(s -> s.createView("long_films", "SELECT * FROM films WHERE length > 180").securityInvoker());
            schema.dropMaterializedView("lengths").was(s -> s.createMaterializedView("lengths",
                    "SELECT length, count(*) AS films FROM films GROUP BY length"));
            schema.dropFunction("twice", "integer").was(s -> s.createFunction("twice", f -> f.argument("a", "integer")
                    .argument(Argument.Mode.OUT, "b", "integer", null).body("sql", "SELECT a * 2")));
            schema.dropProcedure("clear", "integer").was(s -> s.createProcedure("clear",
                    p -> p.argument("a", "integer").body("sql", "DELETE FROM films WHERE id = a")));
            schema.dropAggregate("total", "integer")
                    .was(s -> s.createAggregate("total", "integer").state("integer", "int4pl").initial("0"));
            schema.dropType("size").was(s -> s.createCompositeType("size",
                    type -> type.attribute("w", "integer").attribute("t", "text", "C")));
            schema.dropType("lengths_range").was(s -> s.createRangeType("lengths_range", "smallint"));
            schema.dropCollation("german").was(s -> s.createCollation("german", CreateCollation.Provider.ICU, "de-AT"));
            schema.dropStatistics("films_stats")
                    .was(s -> s.createStatistics("films_stats", "films").columns("title", "length"));
            schema.dropPolicy("own", "films").was(s -> s.createPolicy("own", "films").using("title = current_user"));
            schema.dropPublication("changes").was(
                    s -> s.createPublication("changes").table("films").publish(INSERT, DELETE).viaPartitionRoot());
        }, "DROP VIEW long_films", "DROP MATERIALIZED VIEW lengths", "DROP FUNCTION twice(integer)",
                "DROP PROCEDURE clear(integer)", "DROP AGGREGATE total(integer)", "DROP TYPE size",
                "DROP TYPE lengths_range", "DROP COLLATION german", "DROP STATISTICS films_stats",
                "DROP POLICY own ON films", "DROP PUBLICATION changes");
    }

    @Test
    void whatIsReplacedComesBack() {
        Consumer<Schema> former = schema -> {
            schema.createView("v", "SELECT id FROM films").orReplace();
            schema.createFunction("one", function -> function.orReplace().returns("integer").body("sql", "SELECT 1"));
        };
        SchemaCheck.with(FILMS.andThen(former)).reversible(schema -> {
            schema.createView("v", "SELECT id FROM films WHERE id > 0")
                    .orReplace(was -> was.createView("v", "SELECT id FROM films").orReplace());
            schema.createFunction("one", function -> function.returns("integer").immutable().body("sql", "SELECT 1 * 1")
                    .orReplace(was -> was.createFunction("one",
                            f -> f.orReplace().returns("integer").body("sql", "SELECT 1"))));
        }, "CREATE OR REPLACE VIEW v AS SELECT id FROM films WHERE id > 0",
                "CREATE OR REPLACE FUNCTION one() RETURNS integer LANGUAGE sql IMMUTABLE AS $body$SELECT 1 * 1$body$");
    }

    @Test
    void whatIsReplacedComesBackThoughItHadLess() {
        Consumer<Schema> former = schema -> {
            schema.createView("v", "SELECT id FROM films");
            schema.createFunction("plus", f -> f.argument("a", "integer").returns("integer").body("sql", "SELECT a"));
            schema.createFunction("other", f -> f.argument("a", "integer").returns("integer").body("sql", "SELECT a"));
        };
        Consumer<Schema> change = schema -> {
            schema.createView("v", "SELECT id, title FROM films").orReplace(was -> was.createView("v", "SELECT id FROM films"));
            schema.createFunction("plus", f -> f.argument("a", "integer", "1").returns("integer").body("sql", "SELECT a + 1")
                    .orReplace(was -> was.createFunction("plus",
                            w -> w.argument("a", "integer").returns("integer").body("sql", "SELECT a"))));
            schema.createFunction("other", f -> f.argument("a", "bigint").returns("integer").body("sql", "SELECT 1")
                    .orReplace(was -> was.createFunction("other",
                            w -> w.argument("a", "integer").returns("integer").body("sql", "SELECT a"))));
        };
        SchemaCheck.with(FILMS.andThen(former)).reversible(change,
                "CREATE OR REPLACE VIEW v AS SELECT id, title FROM films",
                "CREATE OR REPLACE FUNCTION plus(a integer DEFAULT 1) RETURNS integer LANGUAGE sql AS $body$SELECT a + 1$body$",
                "CREATE OR REPLACE FUNCTION other(a bigint) RETURNS integer LANGUAGE sql AS $body$SELECT 1$body$");
        assertThat(Schema.record(schema -> schema.reverse(change)).losses()).containsExactly(
                "grants, comments and triggers of other", "grants, comments and triggers of plus",
                "grants, comments and triggers of v");
        assertThat(reverses(schema -> schema.createFunction("one", f -> f.returns("integer").body("sql", "SELECT 2")
                .orReplace(was -> was.createFunction("one", w -> w.returns("integer").body("sql", "SELECT 1"))))))
                .singleElement().isInstanceOfSatisfying(Reverse.Lossless.class, back -> assertThat(back.changes())
                        .flatMap(SchemaChange::sql).containsExactly(
                                "CREATE OR REPLACE FUNCTION one() RETURNS integer LANGUAGE sql AS $body$SELECT 1$body$"));
    }

    @Test
    void triggersAreRenamedSwitchedAndDropped() {
        SchemaCheck.with(FILMS.andThen(TOUCH).andThen(
                schema -> schema.createTrigger("touch", "films").before(UPDATE).forEachRow().execute("touch"))).reversible(
                        schema -> {
                            schema.alterTable("films", table -> table.enableAlwaysTrigger("touch"));
                            schema.renameTrigger("touch", "films", "touched");
                            schema.createTrigger("watch", "films").after(DELETE).oldTable("gone").execute("touch", "it's");
                            schema.createView("v", "SELECT id FROM films");
                            schema.createTrigger("write", "v").insteadOf(INSERT).forEachRow().execute("touch");
                        }, "ALTER TABLE films ENABLE ALWAYS TRIGGER touch",
                        "ALTER TRIGGER touch ON films RENAME TO touched",
                        "CREATE TRIGGER watch AFTER DELETE ON films REFERENCING OLD TABLE AS gone FOR EACH STATEMENT"
                                + " EXECUTE FUNCTION touch('it''s')",
                        "CREATE VIEW v AS SELECT id FROM films",
                        "CREATE TRIGGER write INSTEAD OF INSERT ON v FOR EACH ROW EXECUTE FUNCTION touch()")
                .reversible(
                        schema -> schema.dropTrigger("touch", "films").was(
                                was -> was.createTrigger("touch", "films").before(UPDATE).forEachRow().execute("touch")),
                        "DROP TRIGGER touch ON films");
    }

    @Test
    void alterationsOfOtherObjects() {
        SchemaCheck.with(schema -> {
            schema.createSequence("numbers", sequence -> sequence.cache(5));
            schema.createDomain("code", "text").check("code_check", "VALUE <> ''");
            schema.createCompositeType("size", type -> type.attribute("w", "integer"));
            schema.createSchema("app");
        }).reversible(schema -> {
            schema.alterSequence("numbers",
                    sequence -> sequence.set(s -> s.cache(50).max(99)).was(s -> s.cache(5).max(Long.MAX_VALUE)));
            schema.alterDomain("code", domain -> {
                domain.setDefault("x").was(null);
                domain.setNotNull();
                domain.renameConstraint("code_check", "not_empty");
                domain.dropConstraint("not_empty").was("VALUE <> ''");
            });
            schema.alterAttribute("size", "w", "bigint").was("integer");
            schema.renameAttribute("size", "w", "width");
            schema.rename(ObjectKind.SEQUENCE, "public.numbers", "counts");
            schema.setSchema(ObjectKind.SEQUENCE, "public.counts", "app");
        }, "ALTER SEQUENCE numbers MAXVALUE 99 CACHE 50", "ALTER DOMAIN code SET DEFAULT 'x'",
                "ALTER DOMAIN code SET NOT NULL", "ALTER DOMAIN code RENAME CONSTRAINT code_check TO not_empty",
                "ALTER DOMAIN code DROP CONSTRAINT not_empty", "ALTER TYPE size ALTER ATTRIBUTE w TYPE bigint",
                "ALTER TYPE size RENAME ATTRIBUTE w TO width", "ALTER SEQUENCE public.numbers RENAME TO counts",
                "ALTER SEQUENCE public.counts SET SCHEMA app");
    }

    @Test
    void rightsComeAndGo() {
        SchemaCheck.with(FILMS).reversible(schema -> {
            schema.grant(Privilege.SELECT, Privilege.INSERT).columns(Privilege.UPDATE, "title", "length").onTable("films")
                    .to("PUBLIC");
            schema.grant(Privilege.USAGE).onFuture(ObjectKind.SEQUENCE, null).to("pg_monitor");
            schema.revoke(Privilege.EXECUTE).onFunction("pg_catalog.pg_sleep", "double precision").from("PUBLIC");
        }, "GRANT SELECT, INSERT, UPDATE (title, length) ON TABLE films TO PUBLIC",
                "ALTER DEFAULT PRIVILEGES GRANT USAGE ON SEQUENCES TO pg_monitor",
                "REVOKE EXECUTE ON FUNCTION pg_catalog.pg_sleep(double precision) FROM PUBLIC");
    }

    @Test
    void rightsThatThereWereBeforeAreALoss() {
        assertThat(reverses(schema -> {
            schema.grant(Privilege.SELECT).onTable("films").to("app");
            schema.grant(Privilege.SELECT).onTable("films").to("app").withGrantOption();
            schema.grant().columns(Privilege.SELECT, "title").onTable("films").to("app");
        })).allSatisfy(reverse -> assertThat(reverse).isInstanceOfSatisfying(Reverse.Lossy.class,
                lossy -> assertThat(lossy.reason()).isEqualTo("rights there were before")));
        assertThat(reverses(schema -> {
            schema.grant(Privilege.SELECT).onAll(ObjectKind.TABLE, "public").to("app");
            schema.revoke(Privilege.SELECT).onAll(ObjectKind.TABLE, "public").from("app");
            schema.revoke().columns(Privilege.ALL, "title").onTable("films").from("app");
        })).allSatisfy(reverse -> assertThat(reverse)
                .isEqualTo(Reverse.none("which rights there were isn't known", "override down()")));
        assertThat(reverses(schema -> schema.revoke(Privilege.SELECT).onTable("films").from("app"))).singleElement()
                .isInstanceOf(Reverse.Lossless.class);
    }

    private static List<Reverse> reverses(Consumer<Schema> up) {
        return Schema.record(up).changes().stream().map(SchemaChange::reverse).toList();
    }

    @Test
    void everythingCanHaveAComment() {
        SchemaCheck.with(FILMS.andThen(TOUCH).andThen(schema -> {
            schema.createTrigger("touch", "films").before(UPDATE).forEachRow().execute("touch");
            schema.createPolicy("own", "films").using("true");
        })).reversible(schema -> {
            schema.commentOnTrigger("films", "touch", "a");
            schema.commentOnPolicy("films", "own", "b");
            schema.commentOnFunction("touch", "c");
            schema.commentOn(ObjectKind.INDEX, "films_pkey", "it's");
            schema.commentOn(ObjectKind.SEQUENCE, "films_id_seq", "e");
        }, "COMMENT ON TRIGGER touch ON films IS 'a'", "COMMENT ON POLICY own ON films IS 'b'",
                "COMMENT ON FUNCTION touch() IS 'c'", "COMMENT ON INDEX films_pkey IS 'it''s'",
                "COMMENT ON SEQUENCE films_id_seq IS 'e'");
        refused(schema -> schema.commentOn(ObjectKind.TRIGGER, "touch", "a"),
                "STRATA-3104: trigger touch is part of a table: use the method that takes both names, such as renameTrigger or"
                        + " commentOnPolicy");
    }

    @Test
    void bodiesAreQuotedWhateverTheyHold() {
        SchemaCheck check = SchemaCheck.with(schema -> schema.createFunction("odd",
                function -> function.returns("text").body("sql", "SELECT $$a$$ || '$body$; it''s' || $body1$b$body1$")));
        assertThat(check.rows("SELECT odd()")).containsExactly("a$body$; it'sb");
    }

    @Test
    void lossesAreTold() {
        Schema down = Schema.record(schema -> schema.reverse(up -> {
            up.dropSequence("numbers").was(s -> s.createSequence("numbers", n -> n.cache(2)));
            up.dropView("v").cascade().was(s -> s.createView("v", "SELECT 1 AS a"));
            up.dropAttribute("size", "w").was("integer");
            up.alterTable("films", table -> table.dropIdentity("id").was(Column.Identity.ALWAYS));
        }));
        assertThat(down.losses()).containsExactly("how far the column had counted", "the values of the attribute",
                "what was dropped together with v", "how far numbers had counted");
    }

    @Test
    void whatIsMadeLosesWhatCameIntoIt() {
        assertThat(Schema.record(schema -> schema.reverse(up -> {
            up.createSequence("numbers", sequence -> sequence.cache(2));
            up.addAttribute("size", "w", "integer");
            up.alterTable("films", table -> table.addIdentity("id", Column.Identity.ALWAYS));
        })).losses()).containsExactly("how far the column had counted", "the values of the attribute",
                "how far numbers had counted");
    }

    @Test
    void severalTablesOfAPublicationAreOneList() {
        SchemaCheck.with(FILMS.andThen(schema -> schema.createTable("actors", table -> table.id()))).reversible(
                schema -> schema.createPublication("changes").table("films").table("actors"),
                "CREATE PUBLICATION changes FOR TABLE films, actors");
    }

    @Test
    void whatCantBeUndoneSaysSo() {
        List<Consumer<Schema>> changes = List.of(schema -> schema.dropView("v"),
                schema -> schema.dropView("v").ifExists().was(was -> was.createView("v", "SELECT 1 AS a")),
                schema -> schema.createView("v", "SELECT 1 AS a").orReplace(),
                schema -> schema.createSequence("s", sequence -> sequence.ifNotExists()),
                schema -> schema.alterTable("t", table -> table.setStatistics("a", 1)),
                schema -> schema.alterTable("t", table -> table.dropExpression("a")),
                schema -> schema.revoke(Privilege.ALL).onTable("t").from("PUBLIC"),
                schema -> schema.setSchema(ObjectKind.TABLE, "t", "app"));
        assertThat(changes.stream().map(ObjectsTest::whyNot)).containsExactly(
                "STRATA-3110: DROP VIEW v can't be undone, how it was made isn't known: give it: .was(schema -> …), or"
                        + " override down()",
                "STRATA-3110: DROP VIEW IF EXISTS v can't be undone, it may not have been there: leave IF EXISTS out, or"
                        + " override down()",
                "STRATA-3110: CREATE OR REPLACE VIEW v AS SELECT 1 AS a can't be undone, what it replaces isn't known: give"
                        + " it: .orReplace(schema -> …), or override down()",
                "STRATA-3110: CREATE SEQUENCE IF NOT EXISTS s can't be undone, it may have been there before: leave IF NOT"
                        + " EXISTS out, or override down()",
                "STRATA-3110: ALTER TABLE t ALTER COLUMN a SET STATISTICS 1 can't be undone, what was before isn't known:"
                        + " give it: .was(…), or override down()",
                "STRATA-3110: ALTER TABLE t ALTER COLUMN a DROP EXPRESSION can't be undone, PostgreSQL has no way back from"
                        + " it: override down()",
                "STRATA-3110: REVOKE ALL ON TABLE t FROM PUBLIC can't be undone, which rights there were isn't known:"
                        + " override down()",
                "STRATA-3110: ALTER TABLE t SET SCHEMA app can't be undone, its former schema isn't known: name it with its"
                        + " schema, or override down()");
    }

    private static String whyNot(Consumer<Schema> change) {
        try {
            new Schema().reverse(change);
        } catch (IrreversibleChangeException e) {
            return e.getMessage();
        }
        return "it can be undone";
    }

    @Test
    void wrongInputIsTold() {
        refused(schema -> schema.createTrigger("a", "t").execute("f"),
                "STRATA-3104: trigger a on t has no event: call before(…), after(…) or insteadOf(…)");
        refused(schema -> schema.createTrigger("a", "t").before(INSERT),
                "STRATA-3104: trigger a on t calls no function: call execute(\"…\")");
        refused(schema -> schema.createFunction("f", function -> function.returns("integer")),
                "STRATA-3104: function f has no body: call body(\"plpgsql\", \"…\") or atomic(\"…\")");
        refused(schema -> schema.createAggregate("a", "integer"),
                "STRATA-3104: aggregate a has no state: call state(\"type\", \"function\")");
        refused(schema -> schema.createStatistics("s", "t"),
                "STRATA-3104: statistics s on t are of nothing: call columns(\"…\", \"…\") or expression(\"…\")");
        refused(schema -> schema.grant(Privilege.SELECT).to("app"),
                "STRATA-3104: grant of [SELECT] is on nothing: call onTable(\"…\") or the like");
        refused(schema -> schema.revoke(Privilege.SELECT).onTable("t"),
                "STRATA-3104: revoke of [SELECT] names no role: call to(\"…\") or from(\"…\")");
        refused(schema -> schema.createTable("t", table -> table.exclude("gist").with("a", "= OR true")),
                "STRATA-3104: = OR true isn't an operator: write =, && or the like");
        refused(schema -> schema.createTable("t", table -> table.exclude("gist").withExpression("a + 1", "=")),
                "STRATA-3104: an exclusion constraint lacks a name, for it has an expression: call name(\"…\")");
        refused(schema -> schema.createTable("t", table -> table.with("fillfactor = 70); --", 1)),
                "STRATA-3101: fillfactor = 70); -- isn't a storage parameter's name: write it as PostgreSQL does, fillfactor,"
                        + " toast.autovacuum_enabled");
        refused(schema -> schema.attachPartition("p1", "p").range(1, 5).partitionByList("a"),
                "STRATA-3104: partition p1 is a table already: how it is partitioned was said when it was created");
        refused(schema -> schema.alterSequence("s", sequence -> sequence.set(s -> {
        })), "STRATA-3104: set(…) on a sequence changes nothing: say cache(…) or the like");
    }

    @Test
    void aQueryThatEndsInACommentSwallowsNothing() {
        Consumer<Schema> objects = schema -> {
            schema.createView("short_films", "SELECT * FROM films WHERE length < 60 -- shorts")
                    .checkOption(CreateView.CheckOption.CASCADED);
            schema.createTableAs("copy", "SELECT * FROM films -- all").withNoData();
            schema.createMaterializedView("lengths", "SELECT length FROM films -- all").withNoData();
        };
        PostgresServer server = PostgresServer.get();
        String database = server.createDatabase();
        Schema.record(FILMS.andThen(schema -> schema.sql("INSERT INTO films (title) VALUES ('A')"))
                .andThen(objects)).changes().forEach(change -> change.sql().forEach(sql -> server.execute(database, sql)));
        assertThat(
                server.execute(database, "SELECT check_option FROM information_schema.views WHERE table_name = 'short_films'")
                        .iterator().next().getString(0))
                .isEqualTo("CASCADED");
        assertThat(server.execute(database, "SELECT FROM copy").size()).isZero();
        assertThat(server.execute(database, "SELECT relispopulated FROM pg_class WHERE relname = 'lengths'").iterator().next()
                .getBoolean(0)).isFalse();
    }

    private static void refused(Consumer<Schema> definition, String message) {
        assertThatThrownBy(() -> Schema.record(definition).changes()).isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }
}
