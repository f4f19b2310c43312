package io.quarkiverse.strata.mapping;

/** Reading a column that belongs to no record. */
final class Scalars {

    private Scalars() {
    }

    static Object read(Object raw, Decoder decoder, String label, Class<?> type) {
        Object value;
        try {
            value = raw == null ? null : decoder.decode(raw);
        } catch (ConversionException e) {
            throw new IllegalArgumentException("STRATA-1308: The column \"" + label + "\" can't be read as "
                    + type.getTypeName() + ": " + e.getMessage() + ".", e.getCause());
        }
        if (value == null && type.isPrimitive()) {
            throw new IllegalArgumentException("STRATA-1311: The column \"" + label + "\" is null, which " + type
                    + " can't hold. Ask for " + Decoders.box(type).getSimpleName() + ".");
        }
        return value;
    }
}
