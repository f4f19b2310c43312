package io.quarkiverse.strata.mapping;

import com.fasterxml.jackson.databind.JavaType;

/** The classes of components with their type arguments, for generated mappers, which know them as constants. */
public final class JsonTypes {

    private JsonTypes() {
    }

    /** A class, with its type arguments where it has some: {@code of(Map.class, of(String.class), of(Rule.class))}. */
    public static JavaType of(Class<?> raw, JavaType... arguments) {
        return arguments.length == 0 ? JsonText.types().constructType(raw)
                : JsonText.types().constructParametricType(raw, arguments);
    }

    /** An array of a class with type arguments. */
    public static JavaType arrayOf(JavaType element) {
        return JsonText.types().constructArrayType(element);
    }
}
