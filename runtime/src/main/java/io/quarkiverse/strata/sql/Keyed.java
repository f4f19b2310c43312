package io.quarkiverse.strata.sql;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A statement's body that may be about the rows that have certain values in columns of its one table. */
interface Keyed {

    /** The columns with the places of the values that they have in every row it is about; empty when there are none. */
    Map<String, Place> key();

    /** The columns that a WHERE compares with one value each. */
    static Map<String, Place> of(List<Condition> where) {
        Map<String, Place> key = new HashMap<>();
        where.forEach(condition -> collect(condition, key));
        return key;
    }

    private static void collect(Condition condition, Map<String, Place> key) {
        if (condition instanceof Junction junction && junction.operator().equals("AND")) {
            junction.parts().forEach(part -> collect(part, key));
        } else if (condition instanceof Comparison comparison && comparison.operator().equals("=")
                && comparison.left() instanceof Column<?> column && comparison.right() instanceof Bound<?> value) {
            key.put(column.name(), value.place());
        }
    }
}
