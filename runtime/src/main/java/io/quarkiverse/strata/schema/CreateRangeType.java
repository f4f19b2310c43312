package io.quarkiverse.strata.schema;

import java.util.ArrayList;
import java.util.List;

/**
 * A range type is created, and with it its multirange type.
 *
 * @param subtype the type of its bounds
 * @param operatorClass how the bounds are compared, or null
 * @param collation of the bounds, or null
 * @param canonical the function that makes equal ranges look the same, or null
 * @param difference the function that tells how far two bounds are apart, or null
 * @param multirange the multirange type's name, or null for PostgreSQL's choice
 */
public record CreateRangeType(String name, String subtype, String operatorClass, String collation, String canonical,
        String difference, String multirange) implements SchemaChange {

    @Override
    public List<String> sql() {
        List<String> options = new ArrayList<>(List.of("subtype = " + Types.check(subtype)));
        add(options, "subtype_opclass", operatorClass);
        add(options, "collation", collation);
        add(options, "canonical", canonical);
        add(options, "subtype_diff", difference);
        add(options, "multirange_type_name", multirange);
        return List.of("CREATE TYPE " + Names.qualified(name) + " AS RANGE (" + String.join(", ", options) + ")");
    }

    private static void add(List<String> options, String option, String name) {
        if (name != null) {
            options.add(option + " = " + Names.qualified(name));
        }
    }

    @Override
    public Reverse reverse() {
        return Reverse.by(DropObject.of(ObjectKind.TYPE, name, this));
    }

    @Override
    public void describe(Canonical out) {
        out.value("name", name).value("subtype", subtype).value("operatorClass", operatorClass).value("collation", collation)
                .value("canonical", canonical).value("difference", difference).value("multirange", multirange);
    }
}
