package io.quarkiverse.strata.sql;

import java.util.ArrayList;
import java.util.List;

/** Writes for the server: text in pieces between its parameters. */
final class TextWriter extends ScopedWriter {

    private final StringBuilder piece = new StringBuilder(128);
    private final List<String> pieces = new ArrayList<>();
    private final List<Place> places = new ArrayList<>();

    static Template template(Node statement) {
        TextWriter writer = new TextWriter();
        statement.writeTo(writer);
        writer.pieces.add(writer.piece.toString());
        return new Template(writer.pieces, writer.places, writer.writes(), writer.readsOnly(), writer.mayWrite(),
                writer.touching().touches(statement, writer.places));
    }

    @Override
    public SqlWriter sql(String text) {
        piece.append(text);
        return this;
    }

    @Override
    public SqlWriter identifier(String name) {
        piece.append(Identifiers.quoted(name));
        return this;
    }

    @Override
    void write(Place place) {
        pieces.add(piece.toString());
        piece.setLength(0);
        places.add(place);
    }

    @Override
    boolean lenient() {
        return false;
    }
}
