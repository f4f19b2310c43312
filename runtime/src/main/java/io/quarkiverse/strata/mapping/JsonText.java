package io.quarkiverse.strata.mapping;

import java.io.IOException;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.TypeFactory;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.fasterxml.jackson.module.paramnames.ParameterNamesModule;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.json.jackson.VertxModule;
import io.vertx.sqlclient.Tuple;

/** JSON columns by Jackson, with a mapper of our own: what is stored must not change with an application's REST settings. */
final class JsonText {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModules(new JavaTimeModule(), new Jdk8Module(), new ParameterNamesModule(), new VertxModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS, SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS,
                    SerializationFeature.FAIL_ON_EMPTY_BEANS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                    DeserializationFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private JsonText() {
    }

    static String encode(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new ConversionException("Jackson can't write " + value.getClass().getName()
                    + " as JSON. Give it accessors or Jackson's annotations", e);
        }
    }

    /**
     * Reads what the driver made of a JSON value: a JsonObject, a JsonArray, a String, a number, a boolean or its JSON null.
     */
    static Decoder decoder(JavaType type) {
        return new Decoder() {
            @Override
            public Object decode(Object raw) {
                if (raw == Tuple.JSON_NULL) {
                    return null;
                }
                if (type.hasRawClass(JsonObject.class) || type.hasRawClass(JsonArray.class)) {
                    return Decoders.cast(type.getRawClass(), raw);
                }
                if (!isJson(raw)) {
                    throw Decoders.mismatch(raw, type.toCanonical());
                }
                return read(type, () -> MAPPER.readValue(MAPPER.writeValueAsBytes(raw), type));
            }

            @Override
            public Object parse(String text) {
                return read(type, () -> MAPPER.readValue(text, type));
            }
        };
    }

    private interface Reading {
        Object read() throws IOException;
    }

    private static Object read(JavaType type, Reading reading) {
        try {
            return reading.read();
        } catch (IOException e) {
            throw new ConversionException("Jackson can't read its JSON as " + type.toCanonical() + " ("
                    + e.getClass().getSimpleName() + "). Compare the class with what is stored", null);
        }
    }

    private static boolean isJson(Object raw) {
        return raw instanceof JsonObject || raw instanceof JsonArray || raw instanceof String || raw instanceof Number
                || raw instanceof Boolean;
    }

    static TypeFactory types() {
        return MAPPER.getTypeFactory();
    }
}
