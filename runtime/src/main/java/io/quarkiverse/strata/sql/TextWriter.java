package io.quarkiverse.strata.sql;

import java.util.ArrayList;
import java.util.List;

/** Writes for the server: text with {@code $n} for its parameters. */
final class TextWriter extends ScopedWriter {

    private final StringBuilder text = new StringBuilder(256);
    private final List<Place> places = new ArrayList<>();
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

    @Override
    void write(Place place) {
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
