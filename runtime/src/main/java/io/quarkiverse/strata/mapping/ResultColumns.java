package io.quarkiverse.strata.mapping;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The columns of one result, found by their labels; made once for all its rows. */
final class ResultColumns {

    static final int MISSING = -1;
    static final int AMBIGUOUS = -2;

    private final List<String> labels;
    private final Map<String, Integer> places;

    ResultColumns(List<String> labels) {
        this.labels = List.copyOf(labels);
        this.places = new HashMap<>(labels.size() * 2);
        for (int i = 0; i < labels.size(); i++) {
            places.merge(labels.get(i), i, (first, second) -> AMBIGUOUS);
        }
    }

    List<String> labels() {
        return labels;
    }

    /** The place of a label, or {@link #MISSING} or {@link #AMBIGUOUS}. */
    int place(String label) {
        return places.getOrDefault(label, MISSING);
    }

    /** The labels for a message. */
    @Override
    public String toString() {
        return labels.isEmpty() ? "no columns" : "the columns " + String.join(", ", labels);
    }
}
