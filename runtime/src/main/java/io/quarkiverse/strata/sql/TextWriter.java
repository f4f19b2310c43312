package io.quarkiverse.strata.sql;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes for the server: text with {@code $n} for its parameters. */
final class TextWriter extends ScopedWriter {

    private static final int FEW = 16;

    private final StringBuilder text = new StringBuilder(384);
    private final List<Place> places = new ArrayList<>();
    private final List<Occurrence> occurrences = new ArrayList<>();
    /** Null while there are so few places that looking at each is quicker. */
    private Map<Occurrence, Integer> numbers;
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
     * two different expressions (in the select list and in GROUP BY). Where the type is inferred only under the same FROM: the
     * same name may be another column elsewhere.
     */
    @Override
    void write(Place place, Occurrence occurrence) {
        int number = place.hasCast() || occurrence.scope() != null ? numberOf(occurrence) : 0;
        if (number == 0) {
            places.add(place);
            occurrences.add(occurrence);
            number = places.size();
            if (numbers != null) {
                numbers.put(occurrence, number);
            }
        }
        text.append('$').append(number);
        if (place.knowsItsCast()) {
            text.append(place.cast());
        } else {
            casts.add(new Template.Cast(number - 1, text.length()));
        }
    }

    /** @return 0 for one that wasn't written yet */
    private int numberOf(Occurrence occurrence) {
        if (occurrences.size() < FEW) {
            return occurrences.indexOf(occurrence) + 1;
        }
        if (numbers == null) {
            numbers = new HashMap<>();
            for (int i = 0; i < occurrences.size(); i++) {
                numbers.put(occurrences.get(i), i + 1);
            }
        }
        return numbers.getOrDefault(occurrence, 0);
    }

    @Override
    boolean lenient() {
        return false;
    }
}
