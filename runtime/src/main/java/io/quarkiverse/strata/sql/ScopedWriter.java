package io.quarkiverse.strata.sql;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Objects;

/** What both writers share: the FROM items in sight, values bound to an embedded statement, and what the statement touches. */
abstract class ScopedWriter implements SqlWriter {

    /** The innermost first; null until there is one. */
    private Deque<Map<String, Object>> bindings;
    private final Touching touching = new Touching();
    private Scope scope;
    private Requirement requirement;
    private boolean literal;
    private boolean returning;
    private boolean inside;

    /** The FROM items in sight; null outside of a statement. */
    final Scope scope() {
        return scope;
    }

    static ScopedWriter of(SqlWriter writer) {
        if (writer instanceof ScopedWriter scoped) {
            return scoped;
        }
        throw new IllegalArgumentException("parts of statements write to Strata's own writers; use rendered() or toString().");
    }

    final void within(Scope inner, Runnable body) {
        Scope before = scope;
        scope = inner;
        try {
            body.run();
        } finally {
            scope = before;
        }
    }

    /** Writes {@code body} with the values that were bound to it before it became a part of another statement. */
    final void withBindings(Map<String, Object> values, Runnable body) {
        if (values.isEmpty()) {
            body.run();
            return;
        }
        bindings = bindings == null ? new ArrayDeque<>() : bindings;
        bindings.push(values);
        try {
            body.run();
        } finally {
            bindings.pop();
        }
    }

    /** Hears of what the statement reads and changes. */
    final Touching touching() {
        return touching;
    }

    /** Says that only servers from a major version on have a part of the statement. */
    final void requires(String clause, int version) {
        requirement = Requirement.higher(requirement, new Requirement(clause, version));
    }

    /** What the newest part needs; null when every server has all of it. */
    final Requirement requirement() {
        return requirement;
    }

    final void inReturning(Runnable body) {
        returning = true;
        try {
            body.run();
        } finally {
            returning = false;
        }
    }

    /** Hears what a name is qualified by: in RETURNING it may be a version of the row. */
    final void qualifiedBy(String name) {
        if (returning && (name.equals("old") || name.equals("new")) && !scope.names(name)) {
            requires(RowVersion.CLAUSE, RowVersion.VERSION);
        }
    }

    /** Writes {@code body} with its values as literals: where the planner has to see them whatever kind of plan it makes. */
    final void literally(Runnable body) {
        boolean before = literal;
        literal = true;
        try {
            body.run();
        } finally {
            literal = before;
        }
    }

    /** Writes {@code body} as something whose rows stay in the server. */
    final void inside(Runnable body) {
        boolean before = inside;
        inside = true;
        try {
            body.run();
        } finally {
            inside = before;
        }
    }

    /** Whether the rows of what is written now are read by the Vert.x client. */
    final boolean isResult() {
        return !inside;
    }

    /** A writer for people: what a server would refuse is printed as it is. */
    abstract boolean lenient();

    @Override
    public final SqlWriter parameter(Parameter parameter) {
        return place(new Place(parameter, parameter.cast() ? CastRule.ALWAYS : CastRule.NUMBERS, null));
    }

    final SqlWriter place(Place given) {
        return place(given, given);
    }

    /** @param part what is the same object where the same part of a statement is written again */
    final SqlWriter place(Place given, Object part) {
        Place place = given;
        Map<String, Object> boundBy = null;
        if (bindings != null && place.parameter().isOpen()) {
            for (Map<String, Object> values : bindings) {
                if (place.parameter().isOpen() && values.containsKey(place.parameter().name())) {
                    place = place.bind(values.get(place.parameter().name()));
                    boundBy = values;
                }
            }
        }
        if (literal && !lenient()) {
            sql(Literals.of(place));
        } else {
            write(place, place.hasCast() ? new Occurrence(part, boundBy, null, place.parameter().type())
                    : new Occurrence(part, boundBy, scope, null));
        }
        return this;
    }

    /**
     * A part with the values that were bound to it, seen by a statement's FROM: equal where all of them are the same objects.
     *
     * @param boundBy null where none were
     * @param scope null where the cast tells the type
     * @param type what it is cast to, null where it isn't
     */
    record Occurrence(Object part, Map<String, Object> boundBy, Scope scope, PgType type) {

        @Override
        public boolean equals(Object other) {
            return other instanceof Occurrence occurrence && part == occurrence.part && boundBy == occurrence.boundBy
                    && Objects.equals(type, occurrence.type)
                    && (scope == occurrence.scope || scope != null && scope.isSameAs(occurrence.scope));
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(part);
        }
    }

    abstract void write(Place place, Occurrence occurrence);
}
