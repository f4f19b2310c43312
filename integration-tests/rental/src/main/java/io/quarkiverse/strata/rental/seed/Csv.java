package io.quarkiverse.strata.rental.seed;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Reads the CSV files of this package: a header line, fields in double quotes where they have a comma. */
final class Csv {

    private Csv() {
    }

    /** The lines of {@code seed/<name>.csv} as records. */
    static <T> List<T> read(String name, Function<Line, T> record) {
        String resource = "/seed/" + name + ".csv";
        try (BufferedReader in = new BufferedReader(
                new InputStreamReader(Csv.class.getResourceAsStream(resource), StandardCharsets.UTF_8))) {
            Map<String, Integer> places = new HashMap<>();
            for (String column : fields(in.readLine())) {
                places.put(column, places.size());
            }
            return in.lines().map(line -> record.apply(new Line(places, fields(line)))).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(resource, e);
        }
    }

    private static List<String> fields(String line) {
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        for (char c : line.toCharArray()) {
            if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                fields.add(field.toString());
                field.setLength(0);
            } else {
                field.append(c);
            }
        }
        fields.add(field.toString());
        return fields;
    }
}
