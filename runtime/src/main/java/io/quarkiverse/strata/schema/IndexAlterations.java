package io.quarkiverse.strata.schema;

import static io.quarkiverse.strata.schema.Alteration.Action.*;

/** What can be altered about an index. */
public final class IndexAlterations extends Alterations {

    IndexAlterations(Changes changes, String name) {
        super(changes, ObjectKind.INDEX, name);
    }

    /** A storage parameter; what it {@code was}: null where it wasn't set. */
    public AlterationBuilder<Object> setParameter(String parameter, Object value) {
        return alter(Alteration.of(SET_PARAMETERS, Parameters.of(parameter, value)),
                was -> TableAlterations.parameter(parameter, was));
    }

    /** A storage parameter is as usual again. */
    public AlterationBuilder<Object> resetParameter(String parameter) {
        return alter(Alteration.of(RESET_PARAMETERS, Parameters.name(parameter)),
                was -> TableAlterations.parameter(parameter, was));
    }

    /**
     * How closely {@code ANALYZE} looks at an expression; what it {@code was}: null for the usual.
     *
     * @param number the expression's place in the index, from 1
     */
    public AlterationBuilder<Integer> setStatistics(int number, int target) {
        return alter(Alteration.of(INDEX_STATISTICS, number + " SET STATISTICS " + target),
                was -> Alteration.of(INDEX_STATISTICS, number + " SET STATISTICS " + (was == null ? -1 : was)));
    }

    /** Where the index is stored; moves it under an exclusive lock. */
    public AlterationBuilder<String> setTablespace(String tablespace) {
        return alter(Alteration.of(SET_TABLESPACE, Names.quote(tablespace)),
                was -> Alteration.of(SET_TABLESPACE, Names.quote(was)));
    }

    /** The index of a partition becomes part of this index of the partitioned table; there is no way back. */
    public void attachPartition(String index) {
        alter(Alteration.of(ATTACH_PARTITION, Names.qualified(index)), (Alteration) null);
    }
}
