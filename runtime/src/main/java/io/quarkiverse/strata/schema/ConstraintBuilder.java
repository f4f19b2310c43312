package io.quarkiverse.strata.schema;

/** Makes a constraint when all about it has been said. */
sealed interface ConstraintBuilder permits ForeignKeyBuilder, UniqueBuilder, PrimaryKeyBuilder, CheckBuilder,
        NotNullBuilder, ExcludeBuilder, ConstraintBuilder.Fixed {

    Constraint build();

    /** A constraint about which there is nothing more to say. */
    record Fixed(Constraint build) implements ConstraintBuilder {
    }
}
