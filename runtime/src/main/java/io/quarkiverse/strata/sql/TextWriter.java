package io.quarkiverse.strata.sql;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** Writes for the server: text with {@code $n} for its parameters. */
final class TextWriter extends ScopedWriter {

    private static final int FEW = 16;

    private final StringBuilder text = new StringBuilder(384);
    private final List<Place> places = new ArrayList<>();
    /** Of those with a cast; null while there are so few places that looking at each is quicker. */
    private Map<Place, Integer> numbers;
    private final List<Template.Cast> casts = new ArrayList<>(0);

    static Template template(Node statement) {
        TextWriter writer = new TextWriter();
        statement.writeTo(writer);
        return new Template(statement, writer.text.toString(), writer.places, writer.casts, writer.touching(),
                writer.requirement());
    }

    @Override
    public SqlWriter sql(String part) {
        text.append(part);
        return this;
    }

    @Override
    public SqlWriter identifier(String name) {
        text.append(Identifiers.quoted(name));
        return this;
    }

    /**
     * An expression that stands in the statement twice has the same parameter in both places, as PostgreSQL would otherwise see
     * two different expressions (in the select list and in GROUP BY). Only where its cast says the type: what is inferred may
     * differ between the two.
     */
    @Override
    void write(Place place) {
        if (place.hasCast()) {
            int before = numberOf(place);
            if (before > 0) {
                text.append('$').append(before).append(place.cast());
                return;
            }
        }
        places.add(place);
        if (numbers != null) {
            numbers.put(place, places.size());
        }
        text.append('$').append(places.size());
        if (place.knowsItsCast()) {
            text.append(place.cast());
        } else {
            casts.add(new Template.Cast(places.size() - 1, text.length()));
        }
    }

    /** @return 0 for one that wasn't written yet */
    private int numberOf(Place place) {
        if (numbers == null && places.size() < FEW) {
            for (int i = 0; i < places.size(); i++) {
                if (places.get(i) == place) {
                    return i + 1;
                }
            }
            return 0;
        }
        if (numbers == null) {
            numbers = new IdentityHashMap<>();
            for (int i = 0; i < places.size(); i++) {
                numbers.put(places.get(i), i + 1);
            }
        }
        return numbers.getOrDefault(place, 0);
    }

    @Override
    boolean lenient() {
        return false;
    }
}
