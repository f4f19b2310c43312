package io.quarkiverse.strata.schema;

import java.util.List;

/** What an aggregate function is like. Each method changes this builder and returns it. */
public final class AggregateBuilder {

    private final String name;
    private final List<String> arguments;
    private String stateFunction;
    private String stateType;
    private String initial;
    private String finalFunction;

    AggregateBuilder(String name, List<String> arguments) {
        this.name = name;
        this.arguments = arguments;
    }

    /** The state's type, and the function that takes the state and a row's arguments and gives the next state. */
    public AggregateBuilder state(String type, String function) {
        stateType = type;
        stateFunction = function;
        return this;
    }

    /** The first state as text; null when not called. */
    public AggregateBuilder initial(String text) {
        initial = text;
        return this;
    }

    /** The function that makes the result of the last state; when not called the state is the result. */
    public AggregateBuilder finalFunction(String function) {
        finalFunction = function;
        return this;
    }

    CreateAggregate build() {
        if (stateFunction == null) {
            throw new IllegalArgumentException("STRATA-3104: aggregate " + name
                    + " has no state: call state(\"type\", \"function\")");
        }
        return new CreateAggregate(name, arguments, stateFunction, stateType, initial, finalFunction);
    }
}
