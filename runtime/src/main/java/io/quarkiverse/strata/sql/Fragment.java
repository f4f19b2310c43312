package io.quarkiverse.strata.sql;

import java.util.ArrayList;
import java.util.List;

/**
 * SQL text taken apart at its {@code :name} places.
 *
 * @param pieces the text between the places, one more than there are names
 * @param names the places in order
 * @param reads whether nothing in it looks like a write
 * @param callsUnknown whether it may call a function that could write for all that is known
 * @param opaque the part that may read tables that nobody knows, null for none
 * @param unstable the part whose value changes by itself, null for none
 * @param mayChangeSchema whether it may be DDL
 */
record Fragment(List<String> pieces, List<String> names, boolean reads, boolean callsUnknown, String opaque, String unstable,
        boolean mayChangeSchema) {

    static Fragment parse(String text) {
        SqlScanner scanner = new SqlScanner(Misuse.given(text, "sql"));
        List<String> pieces = new ArrayList<>();
        List<String> names = new ArrayList<>();
        int start = 0;
        for (SqlScanner.Place place; (place = scanner.next()) != null; start = place.end()) {
            pieces.add(text.substring(start, place.start()));
            names.add(text.substring(place.start() + 1, place.end()));
        }
        pieces.add(text.substring(start) + (scanner.endsInComment() ? "\n" : ""));
        return new Fragment(List.copyOf(pieces), List.copyOf(names), scanner.onlyReads(), scanner.callsUnknown(),
                scanner.opaque(), scanner.unstable(), scanner.mayChangeSchema());
    }

    void writeTo(SqlWriter writer) {
        ScopedWriter scoped = ScopedWriter.of(writer);
        for (int i = 0; i < names.size(); i++) {
            writer.sql(pieces.get(i));
            CastRule rule = pieces.get(i + 1).startsWith("::") ? CastRule.ALWAYS : CastRule.ALL_BUT_TEXT;
            scoped.place(new Place(new Parameter(names.get(i), null, null, true, null), rule, null));
        }
        writer.sql(pieces.get(names.size()));
    }
}
