package io.quarkiverse.strata.sql;

import java.util.Collection;

/** A parameter as an expression: a value, or a name that {@code bind} fills. */
record Bound<T>(Place place, Class<T> javaType) implements Expression<T> {

    /** What is written to where nothing is known of it. */
    static final Column<?> ANY_COLUMN = new NamedColumn(java.util.List.of("?"));

    @Override
    public Precedence precedence() {
        return place.hasCast() ? Precedence.CAST : Precedence.PRIMARY;
    }

    @Override
    public void writeTo(SqlWriter writer) {
        ScopedWriter.of(writer).place(place);
    }

    @Override
    public String toString() {
        return ReadableWriter.print(this);
    }

    boolean untyped() {
        return place.parameter().isOpen() && place.parameter().type() == null;
    }

    /** A value with a cast by its own class: where the server would have to infer. */
    @SuppressWarnings("unchecked")
    static <T> Bound<T> value(T value) {
        PgType type = Types.ofValue(value);
        Object kept = value instanceof Collection<?> ? Values.fit(value, null, () -> "val(…)") : value;
        return new Bound<>(new Place(new Parameter(null, kept, type, type != null, null), CastRule.ALWAYS, null),
                value == null ? (Class<T>) Object.class : (Class<T>) value.getClass());
    }

    /** A value that travels as the given type. */
    static Bound<Object> typed(Object value, PgType type) {
        return new Bound<>(new Place(new Parameter(null, value, type, true, null), CastRule.ALWAYS, null), Object.class);
    }

    static <T> Bound<T> open(String name, Class<T> type) {
        PgType known = type == Object.class ? null : Types.required(type);
        return new Bound<>(
                new Place(new Parameter(name, null, known, true, known == null ? null : type), CastRule.ALWAYS, null),
                type);
    }

    static Bound<String> pattern(String pattern, String call) {
        if (pattern == null) {
            throw Misuse.nullCompared(call, "a pattern");
        }
        return new Bound<>(new Place(new Parameter(null, pattern, PgType.TEXT, false, null), CastRule.NUMBERS, null),
                String.class);
    }

    /** A value or operand as an argument of a function or operator. */
    static Operand argument(Object value) {
        return value instanceof Operand operand ? operand : value(value);
    }

    /** As {@link #argument(Object)}; beside a typed column a value takes that column's type. */
    static Operand argument(Operand beside, Object value) {
        if (value instanceof Operand operand && !(operand instanceof Bound<?> bound && bound.untyped())) {
            return operand;
        }
        if (beside instanceof TypedColumn<?> column) {
            Place place = columnPlace(column, value, ColumnTypes.of(column.column()));
            Parameter parameter = place.parameter();
            return new Bound<>(new Place(new Parameter(parameter.name(), parameter.value(), parameter.type(), true,
                    parameter.javaType()), CastRule.ALWAYS, place.column()), Object.class);
        }
        return argument(value);
    }

    /** What is assigned to a column. */
    static Operand assigned(Column<?> target, Object value) {
        boolean given = value instanceof Operand && !(value instanceof Bound<?> bound && bound.untyped());
        return !given && target instanceof TypedColumn<?> column
                ? new Bound<>(columnPlace(column, value, ColumnTypes.assigned(column.column())), Object.class)
                : beside(target, value);
    }

    /** This value as it is assigned to a column; one whose type was told, or that waits for a value of it, stays as it is. */
    Operand assigned(Column<?> target) {
        Parameter parameter = place.parameter();
        boolean told = parameter.isOpen() || javaType == Object.class && parameter.type() != null;
        return told ? assigned(target, this) : assigned(target, parameter.value());
    }

    /** The right side of a comparison with {@code left}. */
    static Operand beside(Operand left, Object value) {
        if (value instanceof Operand operand && !(operand instanceof Bound<?> bound && bound.untyped())) {
            return operand;
        }
        if (left instanceof TypedColumn<?> column) {
            return new Bound<>(columnPlace(column, value, ColumnTypes.of(column.column())), Object.class);
        }
        if (left instanceof Bound<?> || left instanceof RowValue) {
            return argument(value);
        }
        if (value instanceof Bound<?> open) {
            return new Bound<>(new Place(open.place.parameter().infer(), CastRule.NUMBERS, null), Object.class);
        }
        return new Bound<>(untypedPlace(value), Object.class);
    }

    /** The place of a value that meets a typed column. */
    private static Place columnPlace(TypedColumn<?> column, Object value, PgType type) {
        ColumnDescriptor descriptor = column.column();
        boolean cast = ColumnTypes.casts(descriptor);
        if (value instanceof Bound<?> open) {
            return new Place(new Parameter(open.place.parameter().name(), null, type, cast, descriptor.javaType()),
                    CastRule.NUMBERS, column);
        }
        return new Place(new Parameter(null, Values.fit(value, Types.boxed(descriptor.javaType()), column::described), type,
                cast, descriptor.javaType()), CastRule.NUMBERS, column);
    }

    /** The place of a value that meets a column of which nothing is known: numbers alone carry a cast. */
    static Place untypedPlace(Object value) {
        return new Place(new Parameter("value", null, null, false, null), CastRule.NUMBERS, null).bindQuietly(value);
    }
}
