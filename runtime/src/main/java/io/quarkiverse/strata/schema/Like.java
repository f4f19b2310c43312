package io.quarkiverse.strata.schema;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The columns of another table.
 *
 * @param including what else is taken over
 * @param excluding what isn't, where {@code including} says {@code ALL}
 */
public record Like(String table, List<Part> including, List<Part> excluding) implements Described {

    /** What can be taken over besides names, types and {@code NOT NULL}. */
    public enum Part {
        COMMENTS,
        COMPRESSION,
        CONSTRAINTS,
        DEFAULTS,
        GENERATED,
        IDENTITY,
        INDEXES,
        STATISTICS,
        STORAGE,
        ALL
    }

    public Like {
        including = List.copyOf(including);
        excluding = List.copyOf(excluding);
    }

    String sql() {
        return "LIKE " + Names.qualified(table) + parts(" INCLUDING ", including) + parts(" EXCLUDING ", excluding);
    }

    private static String parts(String keyword, List<Part> parts) {
        return parts.stream().map(part -> keyword + part).collect(Collectors.joining());
    }

    @Override
    public void describe(Canonical out) {
        out.value("table", table).texts("including", including.stream().map(Part::name).toList()).texts("excluding",
                excluding.stream().map(Part::name).toList());
    }
}
