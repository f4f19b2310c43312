package io.quarkiverse.strata.sql;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Collects what a statement touches while it is written. */
final class Touching {

    /** Functions whose value changes from call to call, or with the session. */
    private static final Words UNSTABLE = words("""
            random now clock_timestamp statement_timestamp transaction_timestamp age gen_random_uuid uuidv4 uuidv7
            current_setting current_database current_schema version pg_backend_pid pg_column_size pg_relation_size
            pg_total_relation_size pg_table_size obj_description col_description txid_current_if_assigned
            pg_current_xact_id_if_assigned pg_is_in_recovery""");
    private static final Words UNSTABLE_WORDS = words("""
            current_date current_time current_timestamp localtime localtimestamp current_user current_role session_user
            system_user user current_catalog""");

    private final List<List<String>> reads = new ArrayList<>(2);
    private final List<Touches.Write> writes = new ArrayList<>(1);
    private final List<String> localNames = new ArrayList<>(0);
    private String opaqueReads;
    private boolean opaqueWrites;
    private boolean changesSchema;
    private boolean changing;
    private boolean hasText;
    private boolean callsUnknown;
    private String unstable;

    void reads(List<String> table) {
        reads.add(table);
    }

    void writes(List<String> table, Touches.Action action) {
        writes.add(new Touches.Write(table, action));
    }

    void defines(String name) {
        localNames.add(name);
    }

    /** A part whose tables can't be seen. */
    void opaque(String what, boolean mayWrite) {
        opaqueReads = what;
        opaqueWrites |= mayWrite;
    }

    /** It changes or locks rows, or may. */
    void changesOrLocks() {
        changing = true;
    }

    /** Something stands in it as SQL text. */
    void marksText(Fragment text) {
        hasText = true;
        callsUnknown |= text.callsUnknown();
    }

    boolean isChanging() {
        return changing;
    }

    boolean readsOnly() {
        return !changing && !hasText;
    }

    boolean mayWrite() {
        return changing || callsUnknown;
    }

    void mayChangeSchema() {
        changesSchema = true;
    }

    /** A function or word; noted when its value isn't decided by its arguments. */
    void uses(String word) {
        if (isUnstable(word)) {
            unstable = word;
        }
    }

    /** A part whose value isn't decided by tables and parameters alone. */
    void unstable(String part) {
        unstable = part;
    }

    static boolean isUnstable(String word) {
        return UNSTABLE.contains(word) || isUnstableWord(word);
    }

    /** Whether it changes by itself where it stands without parentheses. */
    static boolean isUnstableWord(String word) {
        return UNSTABLE_WORDS.contains(word);
    }

    private static Words words(String text) {
        return new Words(List.of(text.split("\\s+")));
    }

    Touches touches(Node statement, List<Place> places) {
        return new Touches(Set.copyOf(reads), Set.copyOf(writes), Set.copyOf(localNames), opaqueReads, opaqueWrites,
                changesSchema, unstable, key(statement, places));
    }

    /** A second mention of the table may mean other rows. */
    private Map<String, Integer> key(Node statement, List<Place> places) {
        boolean oneTable = writes.isEmpty() ? reads.size() == 1 : writes.size() == 1;
        if (!oneTable || !(statement instanceof Keyed keyed)) {
            return Map.of();
        }
        Map<String, Integer> key = new HashMap<>();
        keyed.key().forEach((column, place) -> {
            for (int i = 0; i < places.size(); i++) {
                if (places.get(i) == place) {
                    key.put(column, i);
                }
            }
        });
        return Map.copyOf(key);
    }
}
