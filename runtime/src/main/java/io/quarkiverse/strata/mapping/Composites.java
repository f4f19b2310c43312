package io.quarkiverse.strata.mapping;

import java.util.List;

import io.quarkiverse.strata.sql.Descriptors;
import io.quarkiverse.strata.sql.TableDescriptor;

/** Values of composite types as their records. */
final class Composites {

    private Composites() {
    }

    static Object read(Class<?> type, String text) {
        List<String> fields = Literal.composite(text);
        TableDescriptor<?> descriptor = Descriptors.of(type);
        if (!(descriptor instanceof GeneratedMapper<?> mapper) || descriptor.composite() == null
                || fields.size() != descriptor.columns().size()) {
            throw new ConversionException("its " + fields.size() + " fields aren't the components of " + type.getTypeName()
                    + ". Annotate that record with @Composite and give it a component for each field, in their order");
        }
        return mapper.parse(fields.toArray());
    }
}
