package io.quarkiverse.strata.sql;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** Writes for the server: text with {@code $n} for its parameters. */
final class TextWriter extends ScopedWriter {

    private final StringBuilder text = new StringBuilder(256);
    private final List<Place> places = new ArrayList<>();
    private final Map<Place, Integer> numbers = new IdentityHashMap<>(4);
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
            Integer before = numbers.putIfAbsent(place, places.size() + 1);
            if (before != null) {
                text.append('$').append(before).append(place.cast());
                return;
            }
        }
        places.add(place);
        text.append('$').append(places.size());
        if (place.knowsItsCast()) {
            text.append(place.cast());
        } else {
            casts.add(new Template.Cast(places.size() - 1, text.length()));
        }
    }

    @Override
    boolean lenient() {
        return false;
    }
}
