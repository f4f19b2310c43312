package io.quarkiverse.strata.sql;

import java.util.ArrayList;
import java.util.List;

/** Conditions joined by AND or by OR. */
record Junction(String operator, List<Condition> parts) implements Condition {

    static Condition of(String operator, List<? extends Condition> given) {
        if (given.size() == 1) {
            return Misuse.given(given.get(0), call(operator));
        }
        List<Condition> parts = new ArrayList<>(given.size());
        for (Condition each : given) {
            Condition part = Misuse.given(each, call(operator));
            if (part instanceof Junction same && same.operator.equals(operator)) {
                parts.addAll(same.parts);
            } else {
                parts.add(part);
            }
        }
        if (parts.isEmpty()) {
            return operator.equals("AND") ? Constant.TRUE : Constant.FALSE;
        }
        return new Junction(operator, List.copyOf(parts));
    }

    private static String call(String operator) {
        return operator.equals("AND") ? "and" : "or";
    }

    @Override
    public Precedence precedence() {
        return operator.equals("AND") ? Precedence.AND : Precedence.OR;
    }

    @Override
    public void writeTo(SqlWriter writer) {
        for (int i = 0; i < parts.size(); i++) {
            if (i > 0) {
                writer.sql(" ").sql(operator).sql(" ");
            }
            precedence().above().write(writer, parts.get(i));
        }
    }

    @Override
    public String toString() {
        return ReadableWriter.print(this);
    }
}
