package io.quarkiverse.strata.sql;

/**
 * The operators of ranges and multiranges that every expression has; {@code overlaps} and {@code containedBy} of arrays too.
 */
public sealed interface RangeOperators permits Expression {

    /** {@code this && other}: whether both have a point or an element in common. */
    default Condition overlaps(Object other) {
        return compare("&&", other, "overlaps");
    }

    /** {@code this <@ other}: whether the other has all of this, also of JSON; see {@link Expression#contains}. */
    default Condition containedBy(Object other) {
        return compare("<@", other, "containedBy");
    }

    /** {@code this << other}: whether the range ends before the other begins. */
    default Condition strictlyLeftOf(Object other) {
        return compare("<<", other, "strictlyLeftOf");
    }

    /** {@code this >> other}: whether the range begins after the other ends. */
    default Condition strictlyRightOf(Object other) {
        return compare(">>", other, "strictlyRightOf");
    }

    /** {@code this &< other}: whether the range ends no later than the other. */
    default Condition notRightOf(Object other) {
        return compare("&<", other, "notRightOf");
    }

    /** {@code this &> other}: whether the range begins no earlier than the other. */
    default Condition notLeftOf(Object other) {
        return compare("&>", other, "notLeftOf");
    }

    /** {@code this -|- other}: whether one ends where the other begins. */
    default Condition adjacentTo(Object other) {
        return compare("-|-", other, "adjacentTo");
    }

    private Condition compare(String operator, Object other, String call) {
        Expression<?> left = (Expression<?>) this;
        return Comparison.of(left, operator, other == null ? null : Bound.argument(left, other), call);
    }
}
