package io.quarkiverse.strata.schema;

import java.util.List;

/**
 * An aggregate function is created.
 *
 * @param arguments the types of its arguments
 * @param stateFunction the function that takes the state and a row's arguments and gives the next state
 * @param stateType the type of the state
 * @param initial the first state as text, or null for null
 * @param finalFunction the function that makes the result of the last state, or null where that is it
 */
public record CreateAggregate(String name, List<String> arguments, String stateFunction, String stateType, String initial,
        String finalFunction) implements SchemaChange {

    public CreateAggregate {
        arguments = List.copyOf(arguments);
    }

    @Override
    public List<String> sql() {
        return List.of("CREATE AGGREGATE " + Names.qualified(name) + "("
                + (arguments.isEmpty() ? "*" : String.join(", ", arguments.stream().map(Types::check).toList()))
                + ") (SFUNC = " + Names.qualified(stateFunction) + ", STYPE = " + Types.check(stateType)
                + (finalFunction == null ? "" : ", FINALFUNC = " + Names.qualified(finalFunction))
                + (initial == null ? "" : ", INITCOND = " + Literals.text(initial)) + ")");
    }

    @Override
    public Reverse reverse() {
        return Reverse.by(DropObject.of(new ObjectName(ObjectKind.AGGREGATE, name, null,
                arguments.isEmpty() ? List.of("*") : arguments), this));
    }

    @Override
    public void describe(Canonical out) {
        out.value("name", name).texts("arguments", arguments).value("stateFunction", stateFunction)
                .value("stateType", stateType).value("initial", initial).value("finalFunction", finalFunction);
    }
}
