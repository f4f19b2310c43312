package io.quarkiverse.strata.sql;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The labels that an enum's constants have in PostgreSQL, and its type there. Generated code registers the enums of mapped
 * records; an enum that nobody registered has its constants' names as labels and its own name in snake_case as type.
 *
 * @param <E> the enum
 */
public final class EnumLabels<E extends Enum<E>> {

    private static final Map<Class<?>, EnumLabels<?>> BY_TYPE = new ConcurrentHashMap<>();

    private final Class<E> type;
    private final PgType pgType;
    private final String[] labels;
    private final Map<String, E> constants;

    private EnumLabels(Class<E> type, PgType pgType, E[] constants, String[] labels) {
        this.type = type;
        this.pgType = pgType;
        this.labels = labels.clone();
        this.constants = IntStream.range(0, labels.length).boxed()
                .collect(Collectors.toUnmodifiableMap(i -> labels[i], i -> constants[i]));
    }

    /**
     * Makes an enum's labels known; a later registration for the same enum replaces the earlier.
     *
     * @param pgType its type in PostgreSQL
     * @param constants all constants in the order of their declaration
     * @param labels the label of each constant, no two the same
     */
    public static <E extends Enum<E>> void register(Class<E> type, PgType pgType, E[] constants, String[] labels) {
        BY_TYPE.put(type, new EnumLabels<>(type, pgType, constants, labels));
    }

    /** Forgets all enums, as when the application is loaded anew. */
    public static void clear() {
        BY_TYPE.clear();
    }

    /** The labels of an enum, registered or derived from its names. */
    @SuppressWarnings("unchecked")
    public static <E extends Enum<E>> EnumLabels<E> of(Class<E> type) {
        EnumLabels<?> known = BY_TYPE.get(type);
        return known != null ? (EnumLabels<E>) known : (EnumLabels<E>) BY_TYPE.computeIfAbsent(type, derived(type));
    }

    /** The label of a constant. */
    @SuppressWarnings({ "unchecked", "rawtypes" })
    public static String label(Enum<?> constant) {
        return of((Class) constant.getDeclaringClass()).labels[constant.ordinal()];
    }

    /** The enum's type in PostgreSQL. */
    public PgType pgType() {
        return pgType;
    }

    /** The constant of a label, null when there is none. */
    public E constant(String label) {
        return constants.get(label);
    }

    public Class<E> type() {
        return type;
    }

    private static <E extends Enum<E>> Function<Class<?>, EnumLabels<?>> derived(Class<E> type) {
        return key -> {
            E[] constants = type.getEnumConstants();
            String[] names = new String[constants.length];
            for (E constant : constants) {
                names[constant.ordinal()] = constant.name();
            }
            return new EnumLabels<>(type, Naming.enumType(type.getSimpleName()), constants, names);
        };
    }
}
