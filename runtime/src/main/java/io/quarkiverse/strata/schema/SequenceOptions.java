package io.quarkiverse.strata.schema;

import java.util.ArrayList;
import java.util.List;

/**
 * How a sequence counts. What is null isn't said.
 *
 * @param type {@code smallint}, {@code integer} or {@code bigint}
 * @param start its first number
 * @param increment the step, which may be negative
 * @param min its least number
 * @param max its greatest number
 * @param cache how many numbers a session takes at a time
 * @param cycle begins again behind its last number
 * @param ownedBy the column with which it is dropped, {@code table.column}
 */
public record SequenceOptions(String type, Long start, Long increment, Long min, Long max, Long cache, boolean cycle,
        String ownedBy) implements Described {

    /** The options one behind the other, empty when none is said. */
    String sql() {
        List<String> options = new ArrayList<>();
        add(options, "AS ", type);
        add(options, "START WITH ", start);
        add(options, "INCREMENT BY ", increment);
        add(options, "MINVALUE ", min);
        add(options, "MAXVALUE ", max);
        add(options, "CACHE ", cache);
        if (cycle) {
            options.add("CYCLE");
        }
        if (ownedBy != null) {
            int dot = ownedBy.lastIndexOf('.');
            options.add("OWNED BY " + Names.qualified(ownedBy.substring(0, dot)) + "."
                    + Names.quote(ownedBy.substring(dot + 1)));
        }
        return String.join(" ", options);
    }

    private static void add(List<String> options, String keyword, Object value) {
        if (value != null) {
            options.add(keyword + value);
        }
    }

    @Override
    public void describe(Canonical out) {
        out.value("type", type).value("start", text(start)).value("increment", text(increment)).value("min", text(min))
                .value("max", text(max)).value("cache", text(cache)).flag("cycle", cycle).value("ownedBy", ownedBy);
    }

    private static String text(Long number) {
        return number == null ? null : number.toString();
    }
}
