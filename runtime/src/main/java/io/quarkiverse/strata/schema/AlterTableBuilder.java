package io.quarkiverse.strata.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * What changes about a table. The column methods ({@code text("subtitle").nullable()}) add columns. Each call is a change of
 * its own, made in the order of the calls.
 */
public final class AlterTableBuilder extends TableAlterations implements Columns {

    private final Schema schema;
    private final String table;
    private final List<Runnable> steps = new ArrayList<>();

    AlterTableBuilder(Schema schema, String table) {
        this.schema = schema;
        this.table = table;
    }

    @Override
    public ColumnBuilder column(String name, String type) {
        ColumnBuilder column = new ColumnBuilder(name, type);
        steps.add(() -> {
            schema.add(AddColumn.of(table, column.build()));
            column.indexes(table, schema::add);
        });
        return column;
    }

    @Override
    public ColumnBuilder enumeration(String name, Class<? extends Enum<?>> type) {
        return enumeration(name, schema.enumType(type));
    }

    @Override
    <T extends ConstraintBuilder> T constraint(T builder) {
        steps.add(() -> schema.add(new AddConstraint(table, builder.build())));
        return builder;
    }

    /** Adds a column unless there is one of that name: {@code addColumnIfNotExists(c -> c.text("bio").nullable())}. */
    public void addColumnIfNotExists(Function<Columns, ColumnBuilder> definition) {
        Column column = definition.apply(new TableBuilder(schema)).build();
        steps.add(() -> schema.add(new AddColumn(table, column, true)));
    }

    @Override
    <T> AlterationBuilder<T> alter(Alteration to, Function<T, Alteration> former) {
        AlterationBuilder<T> builder = new AlterationBuilder<>(ObjectKind.TABLE, table, to, former);
        steps.add(() -> schema.add(builder.build()));
        return builder;
    }

    @Override
    void alter(Alteration to, Alteration back) {
        steps.add(() -> schema.add(new AlterObject(ObjectKind.TABLE, table, to, back)));
    }

    /** Drops a column for good; a derived {@code down} will refuse. */
    public DropColumnBuilder dropColumn(String column) {
        return drop(column, null);
    }

    /**
     * Drops a column and says what it was, so that {@code down} can bring back the column, without its values:
     * {@code dropColumn("length", was -> was.smallint("length").nullable())}.
     */
    public DropColumnBuilder dropColumn(String column, Function<Columns, ColumnBuilder> was) {
        Column former = was.apply(new TableBuilder(schema)).build();
        if (!former.name().equals(column)) {
            throw new IllegalArgumentException("STRATA-3104: dropColumn(\"" + column + "\") describes a column "
                    + former.name() + ": give both the same name");
        }
        return drop(column, former);
    }

    private DropColumnBuilder drop(String column, Column was) {
        DropColumnBuilder builder = new DropColumnBuilder(table, column, was);
        steps.add(() -> schema.add(builder.build()));
        return builder;
    }

    /** A column gets another name, in indexes, constraints and views too; instances that run use the former one. */
    public void renameColumn(String column, String to) {
        steps.add(() -> schema.add(new RenameColumn(table, column, to)));
    }

    /** Changes a column's type, default or nullability. */
    public AlterColumnBuilder alterColumn(String column) {
        AlterColumnBuilder builder = new AlterColumnBuilder(table, column);
        steps.add(() -> schema.add(builder.build()));
        return builder;
    }

    /** Drops a constraint for good; a derived {@code down} will refuse. */
    public void dropConstraint(String name) {
        steps.add(() -> schema.add(new DropConstraint(table, name, null)));
    }

    /**
     * Drops a constraint and says what it was, so that {@code down} can bring it back:
     * {@code dropConstraint("films_title_key", was -> was.unique("title"))}.
     */
    public void dropConstraint(String name, java.util.function.Consumer<TableConstraints> was) {
        TableBuilder former = new TableBuilder(schema);
        was.accept(former);
        List<Constraint> constraints = former.build(table).constraints();
        if (constraints.size() != 1 || !constraints.get(0).nameOn(table).equals(name)) {
            throw new IllegalArgumentException("STRATA-3104: dropConstraint(\"" + name + "\") on " + table + " describes "
                    + constraints.stream().map(constraint -> constraint.nameOn(table)).toList()
                    + ": describe that one constraint, with its name where it isn't PostgreSQL's own");
        }
        steps.add(() -> schema.add(new DropConstraint(table, name, constraints.get(0))));
    }

    void run() {
        steps.forEach(Runnable::run);
    }
}
