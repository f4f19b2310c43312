package io.quarkiverse.strata.sql;

import java.util.List;

/**
 * {@code *} or {@code p.*}.
 *
 * @param path the name of the FROM item in parts, empty for all of them
 */
public record All(List<String> path) implements Selectable {

    @Override
    public void writeTo(SqlWriter writer) {
        if (path.size() == 1) {
            ScopedWriter.of(writer).qualifiedBy(path.get(0));
        }
        path.forEach(part -> writer.identifier(part).sql("."));
        writer.sql("*");
    }

    @Override
    public String toString() {
        return ReadableWriter.print(this);
    }
}
