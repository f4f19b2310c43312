package io.quarkiverse.strata.sql;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * One column of records that are written in bulk; as an operand, one row's value.
 *
 * @param name the column's name
 * @param array its values in the order of the rows
 * @param cast what each row's value is cast to, null where the array has the column's type already
 */
record UnnestedColumn(String name, Place array, String cast) implements Operand {

    /** What the rows are called while they are unnested. */
    static final String ROWS = "strata_rows";
    static final String ROW_NUMBER = "strata_row";

    @Override
    public Precedence precedence() {
        return cast == null ? Precedence.PRIMARY : Precedence.CAST;
    }

    @Override
    public void writeTo(SqlWriter writer) {
        writer.sql(ROWS).sql(".").identifier(name);
        if (cast != null) {
            writer.sql("::").sql(cast);
        }
    }

    static UnnestedColumn of(ColumnDescriptor column, List<?> rows) {
        return of(column, null, values(column, rows));
    }

    /** The array is bound later, under the column's path. */
    static UnnestedColumn open(ColumnDescriptor column) {
        return of(column, column.path(), null);
    }

    private static UnnestedColumn of(ColumnDescriptor column, String open, List<Object> values) {
        PgType type = ColumnTypes.assigned(column);
        PgType array = asText(column) ? PgType.TEXT.array() : type.array();
        return new UnnestedColumn(column.name(),
                new Place(new Parameter(open, values, array, true, null), CastRule.ALWAYS, null),
                asText(column) ? type.name() : null);
    }

    /** Arrays of arrays would flatten and composites fall apart: such values travel as text, each by itself. */
    private static boolean asText(ColumnDescriptor column) {
        return column.type().isArray() || Descriptors.composite(column.javaType()) != null;
    }

    /** The column's values as the array has them. */
    static List<Object> values(ColumnDescriptor column, List<?> rows) {
        List<Object> values = new ArrayList<>(rows.size());
        for (Object value : rows) {
            if (value == null || !asText(column)) {
                values.add(value);
            } else if (column.type().isJson()) {
                throw Misuse.of(1107,
                        "the column " + column.name() + " is " + column.type() + ", an array of JSON, which has no "
                                + "form for bulk inserts. Insert such records one by one, or make the column jsonb.");
            } else {
                values.add(value);
            }
        }
        return Collections.unmodifiableList(values);
    }
}
