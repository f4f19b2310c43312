package io.quarkiverse.strata.mapping;

/** Turns what the driver read, never null, into what a component holds. */
@FunctionalInterface
interface Decoder {

    /**
     * @return the value; null only for a JSON null
     * @throws ConversionException when the value has no exact form in the wanted class
     */
    Object decode(Object raw);
}
