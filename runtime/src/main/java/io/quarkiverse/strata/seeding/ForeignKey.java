package io.quarkiverse.strata.seeding;

import static io.quarkiverse.strata.sql.Sql.sql;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.quarkiverse.strata.Queries;
import io.quarkiverse.strata.sql.Query;
import io.quarkiverse.strata.sql.Row;
import io.smallrye.mutiny.Uni;

/** A foreign key of the database, with the names of its tables as SQL writes them. */
record ForeignKey(String source, String name, String target) {

    private static final Query<Row> ALL = sql("SELECT conrelid::regclass::text AS source, conname::text AS name,"
            + " confrelid::regclass::text AS target FROM pg_catalog.pg_constraint WHERE contype = 'f' AND conparentid = 0"
            + " AND conrelid <> confrelid ORDER BY 1, 2").as(Row.class);

    static Uni<List<ForeignKey>> all(Queries db) {
        return db.list(ALL).map(rows -> rows.stream().map(row -> new ForeignKey(row.get("source", String.class),
                row.get("name", String.class), row.get("target", String.class))).toList());
    }

    /** Those that lead into {@code tables} from outside. */
    static List<ForeignKey> into(Set<String> tables, List<ForeignKey> keys) {
        return keys.stream().filter(key -> tables.contains(key.target()) && !tables.contains(key.source())).toList();
    }

    /** {@code tables} and all that lead to them. */
    static Set<String> closure(Set<String> tables, List<ForeignKey> keys) {
        Set<String> all = new LinkedHashSet<>(tables);
        List<ForeignKey> into = into(all, keys);
        while (!into.isEmpty()) {
            into.forEach(key -> all.add(key.source()));
            into = into(all, keys);
        }
        return all;
    }

    /** Each table after those that lead to it; null when they lead to each other in a circle. */
    static List<String> childrenFirst(Set<String> tables, List<ForeignKey> keys) {
        List<String> order = new ArrayList<>();
        Set<String> left = new LinkedHashSet<>(tables);
        while (!left.isEmpty()) {
            String next = left.stream().filter(table -> keys.stream()
                    .noneMatch(key -> key.target().equals(table) && left.contains(key.source()))).findFirst().orElse(null);
            if (next == null) {
                return null;
            }
            left.remove(next);
            order.add(next);
        }
        return order;
    }

    @Override
    public String toString() {
        return source + " (" + name + " to " + target + ")";
    }
}
