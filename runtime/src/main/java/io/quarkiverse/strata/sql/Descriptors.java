package io.quarkiverse.strata.sql;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The registry of mapped records, filled at start by generated code (by hand in plain unit tests). */
public final class Descriptors {

    private static final Map<Class<?>, TableDescriptor<?>> BY_TYPE = new ConcurrentHashMap<>();

    private Descriptors() {
    }

    /** Makes a record known; a later registration for the same class replaces the earlier. */
    public static void register(TableDescriptor<?> descriptor) {
        BY_TYPE.put(descriptor.type(), descriptor);
    }

    /** Forgets a record, as when the application is loaded anew. */
    public static void unregister(Class<?> type) {
        BY_TYPE.remove(type);
    }

    /**
     * The descriptor of a record.
     *
     * @throws IllegalArgumentException when the class is no mapped record; the message tells the cure
     */
    @SuppressWarnings("unchecked")
    public static <T> TableDescriptor<T> of(Class<T> type) {
        TableDescriptor<?> found = BY_TYPE.get(type);
        if (found == null) {
            throw new IllegalArgumentException("STRATA-1101: " + type.getName() + " is not a mapped record. Annotate it with "
                    + "@Table(\"name\") when it stands for a table, or with @Projection when it only receives results"
                    + (type.isRecord() ? "." : ", and make it a record."));
        }
        return (TableDescriptor<T>) found;
    }

    /** The composite type that a class stands for, null when it is none's. */
    static PgType composite(Class<?> type) {
        TableDescriptor<?> found = BY_TYPE.get(type);
        return found == null ? null : found.composite();
    }

    /** Whether this is what {@link #of} gives for its class now. */
    static boolean isCurrent(TableDescriptor<?> descriptor) {
        return BY_TYPE.get(descriptor.type()) == descriptor;
    }

    /** The descriptor of the record with this class name; among records of the same name that of the given loader. */
    static TableDescriptor<?> named(String className, ClassLoader loader) {
        TableDescriptor<?> found = null;
        for (TableDescriptor<?> each : BY_TYPE.values()) {
            if (each.type().getName().equals(className)
                    && (found == null || each.type().getClassLoader() == loader)) {
                found = each;
            }
        }
        if (found == null) {
            throw new IllegalArgumentException("STRATA-1101: " + className + " is not a mapped record. Annotate it with "
                    + "@Table(\"name\") when it stands for a table, or with @Projection when it only receives results.");
        }
        return found;
    }
}
