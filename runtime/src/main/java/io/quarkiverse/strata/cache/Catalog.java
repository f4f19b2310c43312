package io.quarkiverse.strata.cache;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import io.quarkiverse.strata.execution.Writes;
import io.quarkiverse.strata.sql.Touches;

/** The database's relations as they were when it was read: turns names of tables into names of tokens. Immutable. */
final class Catalog {

    /** In a view's definition: its rows change without any table's. */
    private static final Pattern UNSTABLE = Pattern.compile("(?i)\\b(?:(?:now|clock_timestamp|statement_timestamp|"
            + "transaction_timestamp|timeofday|age|random\\w*|gen_random_uuid|uuidv\\d|nextval|currval|lastval|"
            + "current_setting|current_schemas?|current_database|inet_\\w+_(?:addr|port)|txid_\\w+)\\s*\\(|"
            + "(?:current_date|current_time|current_timestamp|localtime|localtimestamp|current_user|session_user|"
            + "current_role|system_user|information_schema|pg_\\w+)\\b)");

    private static final int ANY_EVENT = Relation.ON_INSERT | Relation.ON_UPDATE | Relation.ON_DELETE | Relation.ON_TRUNCATE;

    private final ServerSession session;
    private final String version;
    private final Map<Long, Relation> relations;
    private final Map<String, Long> byName = new HashMap<>();
    private final Edges edges;
    private final boolean complete;
    private final Triggers triggers;

    /**
     * @param complete whether the definitions of views are in it
     * @param declared what the application says that triggers and rules change: tables by table
     */
    Catalog(ServerSession session, String version, Map<Long, Relation> relations, Edges edges, boolean complete,
            Map<String, List<String>> declared) {
        this.complete = complete;
        this.session = session;
        this.version = version;
        this.relations = relations;
        this.edges = edges;
        relations.forEach((oid, relation) -> byName.put(relation.name(), oid));
        triggers = new Triggers(declared, this::find);
    }

    /** What the catalog's token said when this was read: another one means that the schema has changed since. */
    String version() {
        return version;
    }

    /** Whether the definitions of views could be read. */
    boolean isComplete() {
        return complete;
    }

    /** What the application says that triggers and rules change. */
    Triggers triggers() {
        return triggers;
    }

    /** Of the role that reads, and where it looks for names. */
    String session() {
        return session.role() + "\0" + String.join("\0", session.schemas());
    }

    /** Whether it knows all tables that are named. */
    boolean knows(Touches touches) {
        return touches.reads().stream().allMatch(table -> find(table) != null || isLocal(table, touches));
    }

    /**
     * The tokens that a read depends on.
     *
     * @param key the values of columns that its rows have, empty when it is about any rows
     * @throws UncacheableException when that can't be known
     */
    Dependencies read(Touches touches, Map<String, Object> key, String cacheKey) {
        Set<Long> tables = new LinkedHashSet<>();
        for (List<String> name : touches.reads()) {
            Long oid = find(name);
            if (oid != null) {
                base(oid, tables);
            } else if (!isLocal(name, touches)) {
                throw new UncacheableException(String.join(".", name) + " is no table that the role " + session.role()
                        + " finds, or one of PostgreSQL's own");
            }
        }
        List<String> always = new ArrayList<>(List.of(Field.ALL));
        if (cacheKey != null) {
            always.add(Field.key(cacheKey));
        }
        List<String> withoutRows = new ArrayList<>(always);
        tables.forEach(oid -> withoutRows.add(Field.table(relations.get(oid).name())));
        Relation only = tables.size() == 1 ? relations.get(tables.iterator().next()) : null;
        // a view's columns aren't its table's
        boolean direct = only != null && touches.reads().stream().map(this::find).noneMatch(this::isView);
        String row = direct ? Field.row(only, key) : null;
        if (row == null) {
            return new Dependencies(withoutRows, withoutRows);
        }
        always.add(Field.rows(only.name()));
        always.add(row);
        return new Dependencies(always, withoutRows);
    }

    /** The tokens that writes raise. */
    Set<String> written(Writes writes) {
        Set<String> fields = new LinkedHashSet<>();
        if (writes.isOpaque() || writes.changesSchema()) {
            fields.add(Field.ALL);
        }
        writes.tables().forEach((write, rows) -> {
            Long oid = find(write.table());
            if (oid == null) {
                fields.add(Field.ALL);
                return;
            }
            Relation relation = relations.get(oid);
            fields.add(Field.table(relation.name()));
            if (rows.isEmpty() && write.action() != Touches.Action.INSERT) {
                fields.add(Field.rows(relation.name()));
            }
            for (Map<String, Object> values : rows) {
                String row = Field.row(relation, values);
                fields.add(row == null ? Field.rows(relation.name()) : row);
            }
            consequences(oid, write.action(), fields, new HashSet<>());
        });
        return fields.contains(Field.ALL) ? Set.of(Field.ALL) : fields;
    }

    /** What a change of a table changes besides its own rows. */
    private void consequences(long oid, Touches.Action action, Set<String> fields, Set<String> seen) {
        if (!seen.add(oid + " " + action)) {
            return;
        }
        Relation relation = relations.get(oid);
        if (relation == null || !ownCode(oid, relation, events(action), fields, seen)) {
            fields.add(Field.ALL);
            return;
        }
        for (long other : relation.isView() ? edges.under(oid) : edges.family(oid)) {
            Relation touched = relations.get(other);
            if (touched == null || !ownCode(other, touched, ANY_EVENT, fields, seen)) {
                fields.add(Field.ALL);
                return;
            }
            touch(touched, fields);
            consequences(other, relation.isView() ? Touches.Action.ANY : action, fields, seen);
        }
        for (Edges.Reference reference : edges.references(oid)) {
            boolean deletes = action == Touches.Action.DELETE || action == Touches.Action.ANY;
            boolean updates = action == Touches.Action.UPDATE || action == Touches.Action.UPSERT
                    || action == Touches.Action.ANY;
            if (deletes && reference.onDelete() == 'c') {
                cascade(reference.child(), Touches.Action.DELETE, fields, seen);
            }
            if (deletes && reference.onDelete() == 'n' || updates && reference.onUpdate()) {
                cascade(reference.child(), Touches.Action.UPDATE, fields, seen);
            }
        }
    }

    /** Adds what triggers and rules change. @return whether that is known */
    private boolean ownCode(long oid, Relation relation, int events, Set<String> fields, Set<String> seen) {
        if (!relation.rules() && (relation.triggers() & events) == 0) {
            return true;
        }
        Set<Long> changed = triggers.of(oid);
        if (changed != null) {
            changed.forEach(other -> cascade(other, Touches.Action.ANY, fields, seen));
        }
        return changed != null;
    }

    private void cascade(long child, Touches.Action action, Set<String> fields, Set<String> seen) {
        Relation relation = relations.get(child);
        if (relation != null) {
            touch(relation, fields);
        }
        consequences(child, action, fields, seen);
    }

    private static void touch(Relation relation, Set<String> fields) {
        fields.add(Field.table(relation.name()));
        fields.add(Field.rows(relation.name()));
    }

    private static int events(Touches.Action action) {
        return switch (action) {
            case INSERT -> Relation.ON_INSERT;
            case UPDATE -> Relation.ON_UPDATE;
            case UPSERT -> Relation.ON_INSERT | Relation.ON_UPDATE;
            case DELETE -> Relation.ON_DELETE;
            case ANY -> ANY_EVENT;
        };
    }

    /** The tables under a relation, itself when it is one. */
    private void base(long oid, Set<Long> tables) {
        Relation relation = relations.get(oid);
        String why = relation == null ? "a view reads one of PostgreSQL's own tables" : reason(oid, relation);
        if (why != null) {
            throw new UncacheableException(why);
        }
        if (!relation.isView()) {
            tables.add(oid);
            return;
        }
        edges.under(oid).forEach(under -> base(under, tables));
    }

    private String reason(long oid, Relation relation) {
        if (relation.isForeign() || edges.descendants(oid).stream().map(relations::get)
                .anyMatch(child -> child == null || child.isForeign())) {
            return relation.name() + " is a foreign table or has one among its parts, and others write to it";
        }
        if (relation.rowSecurity()) {
            return relation.name() + " has row security, whose policies may read other tables and settings";
        }
        if (relation.callsFunctions()) {
            return "the view " + relation.name() + " calls functions that aren't PostgreSQL's own";
        }
        if (relation.isView() && relation.definition() == null) {
            return "what the view " + relation.name() + " reads was locked when its definition was asked for";
        }
        return relation.definition() != null && UNSTABLE.matcher(relation.definition()).find()
                ? "the view " + relation.name() + " depends on the clock, the session or chance"
                : null;
    }

    private boolean isView(Long oid) {
        return oid != null && relations.get(oid).isView();
    }

    private boolean isLocal(List<String> name, Touches touches) {
        return name.size() == 1 && touches.localNames().contains(name.get(0));
    }

    private Long find(List<String> name) {
        if (name.size() > 1) {
            return byName.get(String.join(".", name));
        }
        for (String schema : session.schemas()) {
            Long oid = byName.get(schema + "." + name.get(0));
            if (oid != null) {
                return oid;
            }
        }
        return null;
    }
}
