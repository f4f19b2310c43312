package io.quarkiverse.strata.schema;

import java.util.ArrayList;
import java.util.List;

/**
 * A column's type, default or nullability changes.
 *
 * @param to what it shall be
 * @param from what it was, as far as the author said
 */
public record AlterColumn(String table, String column, State to, State from) implements SchemaChange {

    /**
     * A part of a column's definition; what is null isn't touched, or isn't known.
     *
     * @param type its type as SQL
     * @param using how values are converted to that type, SQL
     * @param nullable whether it may be null
     * @param defaultValue its default
     * @param noDefault true where it has no default
     */
    public record State(String type, String using, Boolean nullable, ColumnDefault defaultValue,
            boolean noDefault) implements Described {

        boolean saysDefault() {
            return noDefault || defaultValue != null;
        }

        @Override
        public void describe(Canonical out) {
            out.value("type", type).value("using", using).value("nullable", nullable).value("default", defaultValue)
                    .flag("noDefault", noDefault);
        }
    }

    @Override
    public List<String> sql() {
        String alter = "ALTER COLUMN " + Names.quote(column) + " ";
        List<String> actions = new ArrayList<>();
        if (to.type() != null) {
            if (to.saysDefault()) {
                actions.add(alter + "DROP DEFAULT");
            }
            actions.add(alter + "TYPE " + Types.check(to.type()) + (to.using() == null ? "" : " USING " + to.using()));
        }
        if (to.defaultValue() != null) {
            actions.add(alter + "SET DEFAULT " + to.defaultValue().sql());
        } else if (to.noDefault() && to.type() == null) {
            actions.add(alter + "DROP DEFAULT");
        }
        if (to.nullable() != null) {
            actions.add(alter + (to.nullable() ? "DROP NOT NULL" : "SET NOT NULL"));
        }
        return List.of("ALTER TABLE " + Names.qualified(table) + " " + String.join(", ", actions));
    }

    @Override
    public Reverse reverse() {
        if (to.type() != null && from.type() == null) {
            return Reverse.none("the former type isn't known", "give it: .wasType(\"…\"), or override down()");
        }
        if (to.saysDefault() && !from.saysDefault()) {
            return Reverse.none("the former default isn't known",
                    "give it: .wasDefault(…), .wasDefaultExpression(\"…\") or .wasWithoutDefault(), or override down()");
        }
        State back = new State(to.type() == null ? null : from.type(), from.using(),
                to.nullable() == null ? null : !to.nullable(), to.saysDefault() ? from.defaultValue() : null,
                to.saysDefault() && from.noDefault());
        return Reverse.by(new AlterColumn(table, column, back, new State(to.type(), to.using(), null, to.defaultValue(),
                to.noDefault())));
    }

    @Override
    public List<Hazard> hazards() {
        List<Hazard> hazards = new ArrayList<>();
        if (to.type() != null) {
            hazards.add(Hazard.of(Hazard.Kind.REWRITES_TABLE, table,
                    "a new column, a backfill in parts, and the old one dropped later"));
        }
        if (Boolean.FALSE.equals(to.nullable())) {
            hazards.add(Hazard.of(Hazard.Kind.SCANS_TABLE, table, "check(…, \"" + column + " IS NOT NULL\").notValid(),"
                    + " validateConstraint in a later migration, then notNull() and the check dropped"));
        }
        return hazards;
    }

    @Override
    public void describe(Canonical out) {
        out.value("table", table).value("column", column).value("to", to).value("from", from);
    }
}
