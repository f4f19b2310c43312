package io.quarkiverse.strata.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A statement written once: its text and the places in it. It is shared by all statements that {@code bind} made of one
 * another. The text is the same for every execution; only where a place learns its type from the bound value there is one text
 * for each combination of casts.
 */
final class Template {

    private final Node statement;
    private final String text;
    private final List<Place> places;
    private final List<Cast> casts;
    private final Touching touching;
    private final Requirement requirement;
    private final Map<List<String>, String> texts;
    private volatile Touches touches;

    /**
     * Where a cast comes into the text once the value is known.
     *
     * @param place the index of its place
     * @param at the index in the text
     */
    record Cast(int place, int at) {
    }

    /**
     * @param casts those that wait for a value, in the order of the text
     * @param touching what writing it collected
     * @param requirement what it needs of the server, null when every one will do
     */
    Template(Node statement, String text, List<Place> places, List<Cast> casts, Touching touching,
            Requirement requirement) {
        this.statement = statement;
        this.text = text;
        this.places = List.copyOf(places);
        this.casts = List.copyOf(casts);
        this.touching = touching;
        this.requirement = requirement;
        this.texts = casts.isEmpty() ? Map.of() : new ConcurrentHashMap<>(2);
    }

    Requirement requirement() {
        return requirement;
    }

    boolean writes() {
        return touching.isChanging();
    }

    boolean readsOnly() {
        return touching.readsOnly();
    }

    boolean mayWrite() {
        return touching.mayWrite();
    }

    /** Not every statement is asked for it. */
    Touches touches() {
        Touches known = touches;
        if (known == null) {
            known = touching.touches(statement, places);
            touches = known;
        }
        return known;
    }

    /** Fails when no place has this name, or the value fits one of them not. */
    void check(String name, Object value) {
        boolean found = false;
        for (Place place : places) {
            if (name.equals(place.parameter().name())) {
                place.bind(value);
                found = true;
            }
        }
        if (!found) {
            Set<String> names = names();
            throw Misuse.of(1110, "the statement has no parameter :" + name + ". "
                    + (names.isEmpty() ? "It has none that wait for a value." : "It has :" + String.join(", :", names) + "."));
        }
    }

    private Set<String> names() {
        Set<String> names = new TreeSet<>();
        for (Place place : places) {
            if (place.parameter().isOpen()) {
                names.add(place.parameter().name());
            }
        }
        return names;
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
        return new Rendered(casts.isEmpty() ? text : withCasts(filled), List.of(parameters));
    }

    private String withCasts(Place[] filled) {
        List<String> chosen = new ArrayList<>(casts.size());
        for (Cast cast : casts) {
            chosen.add(filled[cast.place].cast());
        }
        return texts.computeIfAbsent(chosen, this::withCasts);
    }

    private String withCasts(List<String> chosen) {
        StringBuilder complete = new StringBuilder(text.length() + 16 * chosen.size());
        int from = 0;
        for (int i = 0; i < chosen.size(); i++) {
            complete.append(text, from, casts.get(i).at).append(chosen.get(i));
            from = casts.get(i).at;
        }
        return complete.append(text, from, text.length()).toString();
    }
}
