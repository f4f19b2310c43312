package io.quarkiverse.strata.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A statement written once: its pieces of text and the places between them. It is shared by all statements that
 * {@code bind} made of one another. The text is the same for every execution; only where a place learns its type from the
 * bound value there is one text for each combination of casts.
 */
final class Template {

    private final List<String> pieces;
    private final List<Place> places;
    private final boolean writes;
    private final boolean readsOnly;
    private final boolean mayWrite;
    private final Touches touches;
    private final Set<String> names = new TreeSet<>();
    private final Map<List<String>, String> texts = new ConcurrentHashMap<>(2);

    Template(List<String> pieces, List<Place> places, boolean writes, boolean readsOnly, boolean mayWrite, Touches touches) {
        this.pieces = List.copyOf(pieces);
        this.places = List.copyOf(places);
        this.writes = writes;
        this.readsOnly = readsOnly;
        this.mayWrite = mayWrite;
        this.touches = touches;
        for (Place place : places) {
            if (place.parameter().isOpen()) {
                names.add(place.parameter().name());
            }
        }
    }

    boolean writes() {
        return writes;
    }

    boolean readsOnly() {
        return readsOnly;
    }

    boolean mayWrite() {
        return mayWrite;
    }

    Touches touches() {
        return touches;
    }

    /** Fails when no place has this name, or the value fits one of them not. */
    void check(String name, Object value) {
        for (Place place : places) {
            if (name.equals(place.parameter().name())) {
                place.bind(value);
            }
        }
        if (!names.contains(name)) {
            throw Misuse.of(1110, "the statement has no parameter :" + name + ". "
                    + (names.isEmpty() ? "It has none that wait for a value." : "It has :" + String.join(", :", names) + "."));
        }
    }

    Rendered render(Map<String, Object> values) {
        List<Parameter> parameters = new ArrayList<>(places.size());
        List<String> casts = new ArrayList<>(places.size());
        for (Place place : places) {
            Place filled = place.parameter().isOpen() && values.containsKey(place.parameter().name())
                    ? place.bind(values.get(place.parameter().name()))
                    : place;
            parameters.add(filled.parameter());
            casts.add(filled.cast());
        }
        return new Rendered(texts.computeIfAbsent(casts, this::text), List.copyOf(parameters));
    }

    private String text(List<String> casts) {
        StringBuilder text = new StringBuilder(256).append(pieces.get(0));
        for (int i = 0; i < casts.size(); i++) {
            text.append('$').append(i + 1).append(casts.get(i)).append(pieces.get(i + 1));
        }
        return text.toString();
    }
}
