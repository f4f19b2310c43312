package io.quarkiverse.strata.sql;

import java.util.List;

/**
 * The decisions of a generator, made from a list of numbers. Where the numbers run out each decision is the first one, so a
 * shorter list with smaller numbers is a simpler statement: that is how a failure shrinks.
 */
final class Choices {

    private final List<Integer> numbers;
    private int at;

    Choices(List<Integer> numbers) {
        this.numbers = numbers;
    }

    int below(int bound) {
        return at < numbers.size() ? numbers.get(at++) % bound : 0;
    }

    boolean sometimes() {
        return below(3) == 1;
    }

    @SafeVarargs
    final <E> E of(E... elements) {
        return elements[below(elements.length)];
    }

    <E> E of(List<E> elements) {
        return elements.get(below(elements.size()));
    }
}
