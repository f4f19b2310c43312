package io.quarkiverse.strata.sql;

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
    /** The text where no place waits for a value to learn its cast, else null. */
    private final String onlyText;
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
        this.onlyText = this.places.stream().allMatch(Place::knowsItsCast) ? text(this.places) : null;
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
        Place[] filled = new Place[places.size()];
        Parameter[] parameters = new Parameter[filled.length];
        for (int i = 0; i < filled.length; i++) {
            Place place = places.get(i);
            String name = place.parameter().name();
            filled[i] = place.parameter().isOpen() && values.containsKey(name) ? place.bind(values.get(name)) : place;
            parameters[i] = filled[i].parameter();
        }
        return new Rendered(onlyText == null ? textOf(List.of(filled)) : onlyText, List.of(parameters));
    }

    private String textOf(List<Place> filled) {
        return texts.computeIfAbsent(filled.stream().map(Place::cast).toList(), casts -> text(filled));
    }

    private String text(List<Place> filled) {
        StringBuilder text = new StringBuilder(256).append(pieces.get(0));
        for (int i = 0; i < filled.size(); i++) {
            text.append('$').append(i + 1).append(filled.get(i).cast()).append(pieces.get(i + 1));
        }
        return text.toString();
    }
}
