package io.quarkiverse.strata.schema;

import java.util.List;

/**
 * Something about an object is altered.
 *
 * @param back what it was, or null when that isn't known
 */
public record AlterObject(ObjectKind kind, String name, Alteration to, Alteration back) implements SchemaChange {

    @Override
    public List<String> sql() {
        return List.of("ALTER " + kind.sql() + " " + Names.qualified(name) + " " + to.sql());
    }

    @Override
    public Reverse reverse() {
        if (to.action() == Alteration.Action.VALIDATE_CONSTRAINT) {
            return Reverse.nothing();
        }
        if (back == null) {
            return switch (to.action()) {
                case DROP_EXPRESSION, ATTACH_PARTITION, RESTART, RESTART_IDENTITY -> Reverse
                        .none("PostgreSQL has no way back from it", "override down()");
                default -> Reverse.none("what was before isn't known", "give it: .was(…), or override down()");
            };
        }
        AlterObject reverse = new AlterObject(kind, name, back, to);
        String loses = to.action().loses();
        return loses == null ? Reverse.by(reverse) : Reverse.losing(loses, reverse);
    }

    @Override
    public List<Hazard> hazards() {
        return switch (to.action()) {
            case SET_LOGGED, SET_UNLOGGED, SET_ACCESS_METHOD, SET_TABLESPACE, SET_EXPRESSION -> List
                    .of(Hazard.of(Hazard.Kind.REWRITES_TABLE, name, "a new table and a backfill in parts"));
            default -> List.of();
        };
    }

    @Override
    public List<Requirement> requirements() {
        return switch (to.action()) {
            case SET_EXPRESSION -> Requirement.when(true, 17, "SET EXPRESSION");
            case SET_ACCESS_METHOD -> Requirement.when(true, 15, "SET ACCESS METHOD");
            case ALTER_CONSTRAINT -> Requirement.when(to.value().endsWith("ENFORCED"), 18, "ALTER CONSTRAINT … ENFORCED");
            default -> List.of();
        };
    }

    @Override
    public void describe(Canonical out) {
        out.value("kind", kind).value("name", name).value("to", to).value("back", back);
    }
}
