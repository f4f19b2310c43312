package io.quarkiverse.strata.sql;

import java.util.ArrayList;
import java.util.List;

/**
 * SQL text taken apart at its {@code :name} places.
 *
 * @param pieces the text between the places, one more than there are names
 * @param names the names of the places in order
 * @param places the places themselves
 * @param reads whether nothing in it looks like a write
 * @param callsUnknown whether it may call a function that could write for all that is known
 * @param opaque the part that may read tables that nobody knows, null for none
 * @param unstable the part whose value changes by itself, null for none
 * @param mayChangeSchema whether it may be DDL
 */
record Fragment(List<String> pieces, List<String> names, List<Place> places, boolean reads, boolean callsUnknown, String opaque,
        String unstable,
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
        return new Fragment(List.copyOf(pieces), List.copyOf(names), places(pieces, names), scanner.onlyReads(),
                scanner.callsUnknown(),
                scanner.opaque(), scanner.unstable(), scanner.mayChangeSchema());
    }

    private static List<Place> places(List<String> pieces, List<String> names) {
        List<Place> places = new ArrayList<>(names.size());
        for (int i = 0; i < names.size(); i++) {
            CastRule rule = pieces.get(i + 1).startsWith("::") ? CastRule.ALWAYS : CastRule.ALL_BUT_TEXT;
            places.add(new Place(new Parameter(names.get(i), null, null, true, null), rule, null));
        }
        return List.copyOf(places);
    }

    void writeTo(SqlWriter writer) {
        ScopedWriter scoped = ScopedWriter.of(writer);
        for (int i = 0; i < names.size(); i++) {
            writer.sql(pieces.get(i));
            scoped.place(places.get(i));
        }
        writer.sql(pieces.get(names.size()));
    }
}
