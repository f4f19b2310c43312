package io.quarkiverse.strata.migration;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A migration's place in the order: {@code 20261122.1200}.
 *
 * @param numbers compared one by one; a shorter id comes before a longer one that begins with it
 */
public record MigrationId(List<Long> numbers) implements Comparable<MigrationId> {

    public MigrationId {
        numbers = List.copyOf(numbers);
    }

    /**
     * Reads an id; {@code _} may stand for a dot, leading zeros don't count.
     *
     * @throws IllegalArgumentException when {@code text} is no id
     */
    public static MigrationId of(String text) {
        if (text == null || !text.matches("\\d{1,18}([._]\\d{1,18})*")) {
            throw new IllegalArgumentException("STRATA-3201: " + text
                    + " isn't a migration's id: write numbers of up to 18 digits, separated by dots, such as 20261122.1");
        }
        return new MigrationId(Arrays.stream(text.split("[._]")).map(Long::valueOf).toList());
    }

    @Override
    public int compareTo(MigrationId other) {
        for (int i = 0; i < Math.min(numbers.size(), other.numbers.size()); i++) {
            int order = numbers.get(i).compareTo(other.numbers.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(numbers.size(), other.numbers.size());
    }

    @Override
    public String toString() {
        return numbers.stream().map(String::valueOf).collect(Collectors.joining("."));
    }
}
