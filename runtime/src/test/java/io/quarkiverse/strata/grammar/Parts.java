package io.quarkiverse.strata.grammar;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;

import io.quarkiverse.strata.sql.Statement;

/** All objects of the query builder that a statement is made of. */
final class Parts {

    private static final String BUILDER = Statement.class.getPackageName();

    private final Set<Object> found = Collections.newSetFromMap(new IdentityHashMap<>());

    private Parts() {
    }

    static Collection<Object> of(Statement statement) {
        Parts parts = new Parts();
        parts.add(statement);
        return parts.found;
    }

    private void add(Object part) {
        if (part instanceof Collection<?> collection) {
            collection.forEach(this::add);
        } else if (part instanceof Map<?, ?> map) {
            map.values().forEach(this::add);
        } else if (part != null && part.getClass().getPackageName().equals(BUILDER) && found.add(part)) {
            for (Class<?> type = part.getClass(); type.getPackageName().equals(BUILDER); type = type.getSuperclass()) {
                for (Field field : type.getDeclaredFields()) {
                    addValue(field, part);
                }
            }
        }
    }

    private void addValue(Field field, Object part) {
        if (Modifier.isStatic(field.getModifiers()) || field.getType().isPrimitive()
                || !(field.getType().getPackageName().equals(BUILDER) || field.getType().getName().startsWith("java."))) {
            return;
        }
        try {
            field.setAccessible(true);
            add(field.get(part));
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
