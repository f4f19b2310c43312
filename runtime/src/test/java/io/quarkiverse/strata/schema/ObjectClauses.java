package io.quarkiverse.strata.schema;

import static io.quarkiverse.strata.schema.CreateTrigger.Event.INSERT;
import static io.quarkiverse.strata.schema.CreateTrigger.Event.UPDATE;
import static java.util.Map.entry;

import java.util.Map;
import java.util.function.Consumer;

/** What the builder says for the rows of the group OBJECT. */
final class ObjectClauses {

    private ObjectClauses() {
    }

    static Map<String, Consumer<Schema>> all() {
        return Map.ofEntries(
                entry("SCHEMA AUTHORIZATION",
                        schema -> schema.createSchema("s1").ifNotExists().authorization("CURRENT_USER")),
                entry("ENUM add value BEFORE/AFTER, rename value", schema -> {
                    schema.addEnumValueBefore("mood", "meh", "ok");
                    schema.renameEnumValue("mood", "sad", "blue");
                }),
                entry("composite / range / domain types", ObjectClauses::types),
                entry("SEQUENCE (AS, OWNED BY, CACHE, CYCLE, RESTART)", schema -> {
                    schema.createSequence("sq",
                            sequence -> sequence.as("bigint").startWith(5).cache(10).cycle().ownedBy("t", "a"));
                    schema.alterSequence("sq", sequence -> sequence.restart());
                }),
                entry("UNLOGGED SEQUENCE", schema -> schema.createSequence("sq", sequence -> sequence.unlogged())),
                entry("VIEW: OR REPLACE, RECURSIVE, WITH CHECK OPTION, security_barrier", schema -> {
                    schema.createView("v1", "SELECT * FROM t WHERE a > 0").orReplace().securityBarrier()
                            .checkOption(CreateView.CheckOption.CASCADED);
                    schema.createView("v2", "SELECT 1 UNION ALL SELECT n + 1 FROM v2 WHERE n < 3").recursive().columns("n");
                }),
                entry("VIEW security_invoker", schema -> schema.createView("v1", "SELECT * FROM t").securityInvoker()),
                entry("MATERIALIZED VIEW + REFRESH CONCURRENTLY",
                        schema -> schema.refreshMaterializedViewConcurrently("mv")),
                entry("FUNCTION: SQL-standard body, SET, COST, PARALLEL, SECURITY DEFINER",
                        schema -> schema.createFunction("f", function -> function.orReplace().argument("a", "int", "1")
                                .argument(Argument.Mode.VARIADIC, "z", "int[]", "'{}'").returnsColumn("x", "int").stable()
                                .strict().parallel(FunctionOptions.Parallel.SAFE).cost(5).rows(10).securityDefiner()
                                .set("search_path", "g").atomic("SELECT a;"))),
                entry("TRIGGER: BEFORE/AFTER/INSTEAD, UPDATE OF, WHEN, REFERENCING, CONSTRAINT, OR REPLACE",
                        ObjectClauses::triggers),
                entry("POLICY (PERMISSIVE/RESTRICTIVE, FOR, TO, USING, WITH CHECK)",
                        schema -> schema.createPolicy("p1", "t").restrictive().forCommand(CreatePolicy.Command.UPDATE)
                                .to("PUBLIC").using("a > 0").withCheck("a < 9")),
                entry("EXTENSION (SCHEMA, VERSION, CASCADE)",
                        schema -> schema.createExtension("pg_trgm").schema("g").cascade()),
                entry("STATISTICS (ndistinct, dependencies, mcv, expressions)", schema -> {
                    schema.createStatistics("st", "t").columns("a", "p").kinds(CreateStatistics.Kind.NDISTINCT,
                            CreateStatistics.Kind.DEPENDENCIES, CreateStatistics.Kind.MCV);
                    schema.createStatistics("st2", "t").expression("a + p");
                    schema.setStatisticsTarget("st", 100).was(null);
                }),
                entry("GRANT / REVOKE / DEFAULT PRIVILEGES / ROLE", schema -> {
                    schema.createRole("r_probe");
                    schema.grant(Privilege.UPDATE).columns(Privilege.SELECT, "a").onTable("t").to("r_probe")
                            .withGrantOption();
                    schema.grant(Privilege.ALL).onAll(ObjectKind.TABLE, "g").to("r_probe");
                    schema.grant(Privilege.SELECT).onFuture(ObjectKind.TABLE, "g").to("r_probe");
                    schema.revoke(Privilege.ALL).onTable("t").from("r_probe").cascade();
                }),
                entry("GRANT MAINTAIN", schema -> {
                    schema.createRole("r_probe");
                    schema.grant(Privilege.MAINTAIN).onTable("t").to("r_probe");
                }),
                entry("COMMENT ON / SECURITY LABEL", schema -> {
                    schema.commentOnTable("t", "x");
                    schema.commentOnColumn("t", "a", "y");
                    schema.commentOnConstraint("u", "u_pkey", "z");
                }),
                entry("PUBLICATION (row filter, column list, schema)",
                        schema -> schema.createPublication("pb").tableWhere("t", "id > 3", "id", "a")),
                entry("EVENT TRIGGER", schema -> {
                    schema.createFunction("et", function -> function.returns("event_trigger").body("plpgsql", "BEGIN END"));
                    schema.createEventTrigger("e1", "ddl_command_end", "et");
                }),
                entry("RULE / CAST / OPERATOR / AGGREGATE / COLLATION", schema -> {
                    schema.sql("CREATE RULE ru AS ON DELETE TO u DO ALSO NOTIFY x", "DROP RULE ru ON u");
                    schema.createNondeterministicCollation("ci", "und-u-ks-level2");
                    schema.createAggregate("mysum", "int").state("int", "int4pl").initial("0");
                }));
    }

    private static void types(Schema schema) {
        schema.createCompositeType("cc", type -> type.attribute("a", "int"));
        schema.addAttribute("cc", "b", "text");
        schema.createRangeType("fr", "float8").multirange("fmr");
        schema.createDomain("em", "citext").check("VALUE ~ '@'").notNull();
        schema.alterDomain("em", domain -> {
            domain.addCheckNotValid("l", "length(VALUE) < 99");
            domain.validateConstraint("l");
        });
    }

    private static void triggers(Schema schema) {
        schema.createTrigger("g1", "t").orReplace().before(INSERT).orUpdateOf("a").forEachRow().when("NEW.a > 0")
                .execute("trg");
        schema.createTrigger("g2", "t").after(UPDATE).oldTable("o").newTable("n").execute("trg");
        schema.createTrigger("g3", "t").after(INSERT).constraint(Deferrable.INITIALLY_DEFERRED).execute("trg");
    }
}
