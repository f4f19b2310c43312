package io.quarkiverse.strata.schema;

import java.util.function.Function;

/**
 * Something about an object that is altered, and what it was.
 *
 * @param <T> what it is a matter of
 */
public final class AlterationBuilder<T> {

    private final ObjectKind kind;
    private final String name;
    private final Alteration to;
    private final Function<T, Alteration> former;
    private Alteration back;

    AlterationBuilder(ObjectKind kind, String name, Alteration to, Function<T, Alteration> former) {
        this.kind = kind;
        this.name = name;
        this.to = to;
        this.former = former;
    }

    /** What it was, so that {@code down} can be derived; never null. */
    public void was(T value) {
        back = former.apply(value);
    }

    AlterObject build() {
        return new AlterObject(kind, name, to, back);
    }
}
