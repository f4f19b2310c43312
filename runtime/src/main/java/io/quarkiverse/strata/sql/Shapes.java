package io.quarkiverse.strata.sql;

/** What rows become when only a class is given. */
final class Shapes {

    private Shapes() {
    }

    @SuppressWarnings("unchecked")
    static <T> Shape<T> of(Class<T> type) {
        if (type == Row.class) {
            return (Shape<T>) Shape.row();
        }
        if (type == Object.class || Types.of(type) != null) {
            return Shape.scalar((Class<T>) Types.boxed(type));
        }
        Descriptors.of(type);
        return Shape.record(type);
    }
}
