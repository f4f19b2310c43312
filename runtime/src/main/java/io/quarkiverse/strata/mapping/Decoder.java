package io.quarkiverse.strata.mapping;

/** Turns what the driver read, never null, into what a component holds. */
@FunctionalInterface
interface Decoder {

    /**
     * @return the value; null only for a JSON null
     * @throws ConversionException when the value has no exact form in the wanted class
     */
    Object decode(Object raw);

    /** The same from the text that PostgreSQL has for a value: an array's element, a composite's field, a nested column. */
    default Object parse(String text) {
        return decode(text);
    }

    /** For types that only have their text. */
    static Decoder ofText(String wanted, java.util.function.Function<String, Object> parser) {
        return raw -> {
            if (raw instanceof String text) {
                return parser.apply(text);
            }
            throw Decoders.mismatch(raw, wanted);
        };
    }
}
