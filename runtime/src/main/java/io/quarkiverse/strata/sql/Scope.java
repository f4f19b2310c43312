package io.quarkiverse.strata.sql;

import java.util.List;

/**
 * The FROM items that names in a statement can mean; decides where a column's name is qualified.
 *
 * @param outer what an enclosing statement has in sight, null when this one can't see it
 * @param sources the FROM items in order
 * @param qualifyAll names stand qualified even with one source, since something unnamed is in sight too (EXCLUDED)
 * @param qualifyTyped columns of the one typed FROM item stand qualified, since a label may have the same name
 */
record Scope(Scope outer, List<Source> sources, boolean qualifyAll, boolean qualifyTyped) {

    /**
     * A FROM item as names see it.
     *
     * @param name its alias or its table's name
     * @param aliased whether the statement gave it that name
     * @param rowType the record whose columns it has, null when unknown
     */
    record Source(String name, boolean aliased, Class<?> rowType) {
    }

    static Scope of(Scope outer, List<Source> sources) {
        return new Scope(outer, List.copyOf(sources), false, false);
    }

    /** The same where the one typed FROM item qualifies its columns all the same. */
    Scope qualifying() {
        return new Scope(outer, sources, qualifyAll, true);
    }

    /** Whether the very same FROM items are in sight: names mean the same then. */
    boolean isSameAs(Scope other) {
        return other != null && sources == other.sources && outer == other.outer;
    }

    /** Whether a FROM item in sight is called so. */
    boolean names(String name) {
        return sources.stream().anyMatch(source -> name.equals(source.name())) || outer != null && outer.names(name);
    }

    boolean isPlain() {
        return sources.size() <= 1 && !qualifyAll && !qualifyTyped && (outer == null || outer.isEmpty());
    }

    private boolean isEmpty() {
        return sources.isEmpty() && (outer == null || outer.isEmpty());
    }

    /** The qualifier of a record's column, null when it needs none. */
    String qualifierOf(Class<?> owner, String getter, boolean lenient) {
        for (Scope scope = this; scope != null; scope = scope.outer) {
            Source found = null;
            for (Source source : scope.sources) {
                if (source.rowType == owner && found != null && !lenient) {
                    throw Misuse.of(1109, "col(" + getter + ") can mean " + found.name + " or " + source.name
                            + ", since the statement has " + owner.getSimpleName()
                            + " twice. Use the table's own column: table(" + owner.getSimpleName() + ".class).as(\""
                            + found.name + "\").col(" + getter + ").");
                }
                found = found == null && source.rowType == owner ? source : found;
            }
            if (found != null) {
                return scope == this && isPlain() && !found.aliased ? null : found.name;
            }
        }
        if (!lenient && !sources.isEmpty() && allTyped()) {
            throw Misuse.of(1109, "col(" + getter + ") belongs to no FROM item of the statement: " + owner.getSimpleName()
                    + " isn't among them. Add from(" + owner.getSimpleName() + ".class) or a join with it.");
        }
        return null;
    }

    private boolean allTyped() {
        for (Scope scope = this; scope != null; scope = scope.outer) {
            if (scope.sources.stream().anyMatch(source -> source.rowType == null)) {
                return false;
            }
        }
        return true;
    }

    /** The qualifier of a column that is only known by name, null when it stands bare. */
    String qualifierOf(String column) {
        Source typed = onlyTyped(column);
        if (typed != null) {
            return isPlain() && !typed.aliased ? null : typed.name;
        }
        return qualifyAll ? sources.get(0).name : null;
    }

    private Source onlyTyped(String column) {
        Source typed = null;
        for (Source source : sources) {
            if (source.rowType != null && typed != null) {
                return null;
            }
            typed = source.rowType == null ? typed : source;
        }
        return typed == null || sources.size() == 1
                || Descriptors.of(typed.rowType).columns().stream().anyMatch(each -> each.name().equals(column)) ? typed : null;
    }

    /** What is known of a column that is only known by name; null when that is nothing. */
    ColumnDescriptor describe(String column) {
        Source typed = onlyTyped(column);
        return typed == null ? null
                : Descriptors.of(typed.rowType).columns().stream()
                        .filter(each -> each.name().equals(column)).findFirst().orElse(null);
    }

    /** The FROM item whose columns a record's select list means: that of the record, else the first one. */
    String qualifierOfAll(Class<?> owner) {
        if (sources.size() < 2) {
            return null;
        }
        return sources.stream().filter(source -> source.rowType == owner).findFirst()
                .or(() -> Descriptors.of(owner).table() == null ? java.util.Optional.empty()
                        : sources.stream().filter(source -> source.rowType == null).findFirst())
                .map(Source::name).orElse(null);
    }
}
