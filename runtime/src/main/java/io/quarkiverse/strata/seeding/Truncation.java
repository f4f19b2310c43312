package io.quarkiverse.strata.seeding;

import static io.quarkiverse.strata.sql.Sql.sql;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import io.quarkiverse.strata.ErrorDetails;
import io.quarkiverse.strata.Queries;
import io.quarkiverse.strata.SeedingException;
import io.quarkiverse.strata.guard.EnvironmentMark;
import io.quarkiverse.strata.schema.Ddl;
import io.quarkiverse.strata.sql.Row;
import io.quarkiverse.strata.sql.Statement;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/**
 * Tables to be emptied, their identities beginning anew.
 *
 * <pre>{@code
 * Uni<List<String>> emptied = db.transaction(tx -> Truncation.of("film", "actor", "film_actor").on(tx));
 * }</pre>
 *
 * One {@code TRUNCATE … RESTART IDENTITY} names all tables, so foreign keys among them are no obstacle. Where a table that
 * isn't named has a foreign key to one that is, nothing is emptied, and the failure lists those tables. Nothing is ever emptied
 * in a database that is marked as production.
 *
 * @param tables their names, {@code name} or {@code schema.name}
 * @param cascades whether the tables that refer to them are emptied, too
 * @param deletes whether the rows are deleted one by one instead, which needs less rights and weaker locks, and runs triggers
 */
public record Truncation(List<String> tables, boolean cascades, boolean deletes) {

    public Truncation {
        tables = List.copyOf(tables);
    }

    /** These tables, and no others. */
    public static Truncation of(String... tables) {
        return of(Arrays.asList(tables));
    }

    /** As {@link #of(String...)}. */
    public static Truncation of(Collection<String> tables) {
        return new Truncation(List.copyOf(new LinkedHashSet<>(tables)), false, false);
    }

    /** Empties also the tables that refer to these, directly or through others, as {@code CASCADE} does. */
    public Truncation cascade() {
        return new Truncation(tables, true, deletes);
    }

    /** Deletes the rows instead, table by table, those that refer to others first; foreign keys in a circle are refused. */
    public Truncation byDeletion() {
        return new Truncation(tables, cascades, true);
    }

    /**
     * Empties the tables. Run it in a transaction, so that nobody sees a part of it.
     *
     * @return the tables that were emptied, as SQL writes them; fails with {@link SeedingException} where one isn't there
     *         (STRATA-3305), others refer to them (STRATA-3304, STRATA-3306), or the database is marked as production
     *         (STRATA-3303)
     */
    public Uni<List<String>> on(Queries db) {
        if (tables.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return refuseInProduction(db, "tables aren't emptied there").chain(() -> resolve(db))
                .chain(resolved -> ForeignKey.all(db).chain(keys -> empty(db, resolved, keys)));
    }

    /** Fails when the database is marked as production. */
    static Uni<Void> refuseInProduction(Queries db, String what) {
        return db.list(sql(EnvironmentMark.READ).as(String.class)).map(EnvironmentMark::of).invoke(mark -> {
            if (mark.isProduction()) {
                throw failure("STRATA-3303", "This database is marked as production, and " + what
                        + ". If it isn't production, mark it once as what it is: db mark development. If the database is the"
                        + " wrong one, correct the URL of the datasource.");
            }
        }).replaceWithVoid();
    }

    private Uni<Set<String>> resolve(Queries db) {
        String sql = "SELECT name, to_regclass(name)::text AS found FROM unnest(ARRAY["
                + tables.stream().map(Truncation::quoted).map(Ddl::literal).collect(Collectors.joining(", "))
                + "]) WITH ORDINALITY AS t (name, place) ORDER BY place";
        return db.list(sql(sql).as(Row.class)).map(rows -> {
            List<String> missing = rows.stream().filter(row -> row.get("found", String.class) == null)
                    .map(row -> row.get("name", String.class)).toList();
            if (!missing.isEmpty()) {
                throw failure("STRATA-3305", "There is no table " + String.join(", ", missing)
                        + " to be emptied. Correct the name, write schema.name, or run the migrations first.");
            }
            return rows.stream().map(row -> row.get("found", String.class))
                    .collect(Collectors.toCollection(LinkedHashSet::new));
        });
    }

    private Uni<List<String>> empty(Queries db, Set<String> named, List<ForeignKey> keys) {
        List<ForeignKey> others = ForeignKey.into(named, keys);
        if (!others.isEmpty() && !cascades) {
            throw failure("STRATA-3304", "Tables that aren't named refer to those that are to be emptied: "
                    + others.stream().map(ForeignKey::toString).collect(Collectors.joining(", "))
                    + ". Name these tables, too, or ask for cascade(), which empties them as well.");
        }
        Set<String> all = ForeignKey.closure(named, keys);
        if (!deletes) {
            return db.execute(statement("TRUNCATE TABLE " + String.join(", ", all) + " RESTART IDENTITY"))
                    .replaceWith(() -> List.copyOf(all));
        }
        List<String> order = ForeignKey.childrenFirst(all, keys);
        if (order == null) {
            throw failure("STRATA-3306", "The tables " + String.join(", ", all)
                    + " refer to each other in a circle, so their rows can't be deleted table by table. Leave byDeletion() out.");
        }
        List<Statement> statements = new ArrayList<>();
        order.forEach(table -> statements.add(statement("DELETE FROM " + table)));
        statements.add(statement("SELECT setval(s.seqrelid::regclass, s.seqstart, false) FROM pg_catalog.pg_sequence s"
                + " JOIN pg_catalog.pg_depend d ON d.classid = 'pg_class'::regclass AND d.objid = s.seqrelid"
                + " AND d.refclassid = 'pg_class'::regclass AND d.deptype IN ('a', 'i') WHERE d.refobjid = ANY (ARRAY["
                + order.stream().map(Ddl::literal).collect(Collectors.joining(", ")) + "]::regclass[])"));
        return Multi.createFrom().iterable(statements).onItem().transformToUniAndConcatenate(db::execute).collect().last()
                .replaceWith(order);
    }

    private static Statement statement(String sql) {
        return sql(sql);
    }

    private static String quoted(String name) {
        return Arrays.stream(name.split("\\.", 2)).map(Ddl::identifier).collect(Collectors.joining("."));
    }

    static SeedingException failure(String code, String message) {
        return new SeedingException(message, ErrorDetails.of(code), null);
    }
}
