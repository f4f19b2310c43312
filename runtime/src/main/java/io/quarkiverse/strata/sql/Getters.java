package io.quarkiverse.strata.sql;

import java.lang.invoke.MethodHandleInfo;
import java.lang.invoke.SerializedLambda;
import java.lang.reflect.Method;

/**
 * From {@code Film::title} to its column. The one reflective call is {@code writeReplace} of the lambda's class, once for
 * each place in the source; records themselves are never reflected on.
 */
final class Getters {

    /** What a lambda's class stands for; a class value goes with its class, so nothing outlives a reload. */
    private static final ClassValue<Known> CACHE = new ClassValue<>() {
        @Override
        protected Known computeValue(Class<?> type) {
            return new Known();
        }
    };

    private Getters() {
    }

    /** A racy single-check field: every thread that finds it empty computes an equal value. */
    private static final class Known {
        private volatile TypedColumn<?> column;
    }

    @SuppressWarnings("unchecked")
    static <R> TypedColumn<R> column(Getter<?, R> getter) {
        Known known = CACHE.get(Misuse.given(getter, "col").getClass());
        TypedColumn<?> column = known.column;
        if (column == null || !Descriptors.isCurrent(column.table())) {
            column = resolve(getter);
            known.column = column;
        }
        return (TypedColumn<R>) column;
    }

    private static TypedColumn<?> resolve(Getter<?, ?> getter) {
        SerializedLambda lambda = lambda(getter);
        String method = lambda.getImplMethodName();
        int kind = lambda.getImplMethodKind();
        if (method.startsWith("lambda$") || !lambda.getImplMethodSignature().startsWith("()")
                || kind != MethodHandleInfo.REF_invokeVirtual && kind != MethodHandleInfo.REF_invokeInterface) {
            throw noAccessor("a lambda or another method stands in its place");
        }
        String className = lambda.getImplClass().replace('/', '.');
        TableDescriptor<?> table = Descriptors.named(className, getter.getClass().getClassLoader());
        for (ColumnDescriptor column : table.columns()) {
            if (column.path().equals(method)) {
                return new TypedColumn<>(table, column, null);
            }
        }
        String simple = table.type().getSimpleName();
        for (ColumnDescriptor column : table.columns()) {
            if (column.path().startsWith(method + ".")) {
                throw Misuse.of(1102, "col(" + simple + "::" + method + ") names a nested record, which has several columns. "
                        + "Name one of them: col(\"" + column.name() + "\").");
            }
        }
        throw Misuse.of(1102, "col(" + simple + "::" + method + "): " + method + " is no mapped component of "
                + table.type().getName() + ". Name an accessor of the record, or the column: col(\"name\").");
    }

    private static SerializedLambda lambda(Getter<?, ?> getter) {
        try {
            Method writeReplace = getter.getClass().getDeclaredMethod("writeReplace");
            writeReplace.setAccessible(true);
            if (writeReplace.invoke(getter) instanceof SerializedLambda lambda) {
                return lambda;
            }
        } catch (ReflectiveOperationException | RuntimeException e) {
            IllegalArgumentException failure = noAccessor("it can't be read: its class " + getter.getClass().getName()
                    + " has no accessible writeReplace. In a native executable the class that holds the method reference must "
                    + "be registered as lambda-capturing");
            failure.initCause(e);
            throw failure;
        }
        throw noAccessor("an object of a class stands in its place");
    }

    private static IllegalArgumentException noAccessor(String cause) {
        return Misuse.of(1102, "col(…) takes the accessor of a mapped record as a plain method reference, col(Film::title): "
                + cause + ". Otherwise name the column: col(\"title\").");
    }
}
