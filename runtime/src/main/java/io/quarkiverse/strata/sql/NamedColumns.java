package io.quarkiverse.strata.sql;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Columns given as strings. */
final class NamedColumns {

    private NamedColumns() {
    }

    @SuppressWarnings("unchecked")
    static <E> List<E> of(String first, String... more) {
        List<NamedColumn> columns = new ArrayList<>(more.length + 1);
        columns.add(new NamedColumn(Identifiers.column(first)));
        for (String each : more) {
            columns.add(new NamedColumn(Identifiers.column(each)));
        }
        return (List<E>) List.copyOf(columns);
    }

    /** The bare names of columns that can't be qualified: in INSERT, USING and ON CONFLICT. */
    static List<String> bare(String call, String first, String... more) {
        List<String> names = new ArrayList<>(more.length + 1);
        names.add(bare(call, first));
        for (String each : more) {
            names.add(bare(call, each));
        }
        return List.copyOf(names);
    }

    /** As {@link #bare(String, String, String...)} for names that may be left out. */
    static List<String> bareOrNone(String call, String... names) {
        return names.length == 0 ? List.of() : bare(call, names[0], Arrays.copyOfRange(names, 1, names.length));
    }

    static String bare(String call, String name) {
        List<String> path = Identifiers.column(name);
        if (path.size() > 1) {
            throw Misuse.of(1104, "\"" + name + "\" is qualified, and " + call + "(…) names columns of one table. Write \""
                    + path.get(path.size() - 1) + "\".");
        }
        return path.get(0);
    }
}
