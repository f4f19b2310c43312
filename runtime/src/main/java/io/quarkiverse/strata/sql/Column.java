package io.quarkiverse.strata.sql;

/**
 * A column.
 *
 * @param <T> the class of its values, {@code Object} when it is only known by name
 */
public sealed interface Column<T> extends Expression<T> permits TypedColumn, NamedColumn {

    /** The column's own name, without qualifier. */
    String name();

    @Override
    default Precedence precedence() {
        return Precedence.PRIMARY;
    }
}
