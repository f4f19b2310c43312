package io.quarkiverse.strata.sql;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

import io.quarkiverse.strata.sql.ColumnDescriptor.Role;

/**
 * The statements that write and find records of one mapped class: built once for each class, their texts are constant and
 * each call only binds values.
 *
 * <p>
 * Columns that the database makes ({@code @Generated}) are left out of inserts and updates even where the record has a value
 * for them, and read back with all others. The exception is {@link #upsert}, which needs a generated id that is there.
 *
 * @param <T> the record
 */
public final class RecordStatements<T> {

    /** Goes with the record's class, so nothing outlives a reload. */
    private static final ClassValue<Known> CACHE = new ClassValue<>() {
        @Override
        protected Known computeValue(Class<?> type) {
            return new Known();
        }
    };

    private final TableDescriptor<T> table;
    private final List<ColumnDescriptor> written;
    private final List<ColumnDescriptor> ids;
    private final ColumnDescriptor version;
    private final Supplier<Returning<T>> insert = once(this::buildInsert);
    private final Supplier<Returning<T>> upsert = once(this::buildUpsert);
    private final Supplier<Returning<T>> update = once(this::buildUpdate);
    private final Supplier<Delete> delete = once(() -> Sql.deleteFrom(type()).where(byIdAndVersion()));
    private final Supplier<Select<T>> find = once(() -> Sql.select(type()).where(byId()));
    private final BulkStatements<T> bulk = new BulkStatements<>(this);

    private RecordStatements(TableDescriptor<T> table) {
        this.table = table;
        this.written = Records.written(table);
        this.ids = table.columns().stream().filter(ColumnDescriptor::id).toList();
        this.version = table.columns().stream().filter(column -> column.role() == Role.VERSION).findFirst().orElse(null);
    }

    private static final class Known {
        private volatile RecordStatements<?> statements;
    }

    /**
     * The statements of a mapped record.
     *
     * @throws IllegalArgumentException when the class is no mapped record, or a projection, which stands for no table
     */
    @SuppressWarnings("unchecked")
    public static <T> RecordStatements<T> of(Class<T> type) {
        Known known = CACHE.get(type);
        RecordStatements<?> statements = known.statements;
        if (statements == null || !Descriptors.isCurrent(statements.table)) {
            Table.of(type);
            statements = new RecordStatements<>(Descriptors.of(type));
            known.statements = statements;
        }
        return (RecordStatements<T>) statements;
    }

    /** The statements of a record by one of its objects. */
    @SuppressWarnings("unchecked")
    public static <T> RecordStatements<T> of(T record) {
        return (RecordStatements<T>) of(Misuse.given(record, "a record").getClass());
    }

    /** {@code INSERT … RETURNING} all mapped columns. */
    public Query<T> insert(T record) {
        return insert.get().bindAll(values(record, written));
    }

    /**
     * {@code INSERT … ON CONFLICT (id) DO UPDATE} of all other mapped columns. A record whose generated id is null is
     * inserted. With a {@code @Version} only a row that has the record's is updated; no row where it has another.
     *
     * @throws IllegalArgumentException when the record has no {@code @Id}
     */
    public Query<T> upsert(T record) {
        requireId("upsert");
        if (isNew(record)) {
            return insert(record);
        }
        requireIdValues("upsert", record);
        return upsert.get().bindAll(values(record, upserted()));
    }

    /**
     * {@code UPDATE … WHERE id = …} of all other mapped columns, giving back what the database has then; no row when there is
     * none with that id, or, with a {@code @Version}, when it has another version than the record.
     *
     * @throws IllegalArgumentException when the record has no {@code @Id}, or nothing beside it
     */
    public Query<T> update(T record) {
        requireKeyValues("update", record);
        Set<ColumnDescriptor> columns = new LinkedHashSet<>(written);
        columns.addAll(ids);
        return update.get().bindAll(values(record, columns));
    }

    /** {@code DELETE … WHERE id = …}; with a {@code @Version} only where the row has the record's. */
    public Statement delete(T record) {
        requireKeyValues("delete", record);
        return delete.get().bindAll(values(record, key()));
    }

    /** The statements for many of these records. */
    public BulkStatements<T> bulk() {
        return bulk;
    }

    /** Whether the database makes its key, and hasn't yet. */
    boolean isNew(T record) {
        return ids.stream().allMatch(id -> id.generated() && value(record, id) == null);
    }

    /** Whether the record has a {@code @Version}: then update, upsert and delete change only rows that have the record's. */
    public boolean hasVersion() {
        return version != null;
    }

    TableDescriptor<T> descriptor() {
        return table;
    }

    List<ColumnDescriptor> ids() {
        return ids;
    }

    /** What an insert writes. */
    List<ColumnDescriptor> written() {
        return written;
    }

    /** The table's name. */
    public String table() {
        return table.table();
    }

    /** The names of the columns that tell which row a record means. */
    public List<String> keyColumns() {
        return key().stream().map(ColumnDescriptor::name).toList();
    }

    /**
     * The row with this primary key.
     *
     * @param id the value of the {@code @Id} component; for several of them a {@code List} in the order of the components
     */
    public Query<T> find(Object id) {
        requireId("find");
        List<?> values = ids.size() == 1 ? List.of(Misuse.given(id, "find")) : id instanceof List<?> list ? list : List.of();
        if (values.size() != ids.size()) {
            throw Misuse.of(1112, type().getName() + " has " + ids.size() + " @Id components, " + String.join(", ",
                    ids.stream().map(ColumnDescriptor::path).toList()) + ": find takes a List of their values in that order.");
        }
        Select<T> byId = find.get();
        for (int i = 0; i < ids.size(); i++) {
            byId = byId.bind(ids.get(i).path(), Misuse.given(values.get(i), "find"));
        }
        return byId;
    }

    private Returning<T> buildInsert() {
        return values(Sql.insertInto(type()), written).returning(type());
    }

    private Returning<T> buildUpsert() {
        return onConflict(overriding(values(Sql.insertInto(type()), upserted()))).returning(type());
    }

    /** With the record's own key even where the database makes it. */
    Insert overriding(Insert insert) {
        return ids.stream().anyMatch(ColumnDescriptor::generated) ? insert.overridingSystemValue() : insert;
    }

    /** The update of the row that has the key already. */
    Insert onConflict(Insert insert) {
        List<String> keys = ids.stream().map(ColumnDescriptor::name).toList();
        List<Assignment> set = new ArrayList<>();
        for (ColumnDescriptor column : changing()) {
            set.add(new Assignment(column.name(), next(column, excluded(column))));
        }
        // a row that was marked as deleted is there again, as the record says
        table.columns().stream().filter(column -> column.role() == Role.DELETED_AT)
                .forEach(mark -> set.add(new Assignment(mark.name(), excluded(mark))));
        if (set.isEmpty()) { // the key is set to itself, so that RETURNING has the row
            keys.forEach(key -> set.add(new Assignment(key, Sql.excluded(Sql.identifier(key)))));
        }
        Insert updating = new OnConflict(insert, keys, List.of(), null, List.of()).doUpdate(set.get(0),
                set.subList(1, set.size()).toArray(Assignment[]::new));
        return version == null ? updating : updating.where(typed(version).eq(excluded(version)));
    }

    private Returning<T> buildUpdate() {
        Update statement = Sql.update(type());
        for (ColumnDescriptor column : updated()) {
            statement = statement.set(typed(column), next(column, open(column)));
        }
        return statement.where(byIdAndVersion()).returning(type());
    }

    /** What an update writes. */
    List<ColumnDescriptor> updated() {
        List<ColumnDescriptor> columns = changing();
        if (columns.isEmpty()) {
            throw Misuse.of(1113, type().getName() + " has no column to update: all are @Id or @Generated.");
        }
        return columns;
    }

    private List<ColumnDescriptor> changing() {
        return written.stream().filter(column -> !column.id() && column.role() != Role.CREATED_AT).toList();
    }

    /** What a column becomes in an update. @param given the record's value */
    Operand next(ColumnDescriptor column, Operand given) {
        return column == version ? typed(version).plus(1) : column.role().isClock() ? Sql.now() : given;
    }

    private Insert values(Insert insert, List<ColumnDescriptor> columns) {
        if (columns.isEmpty()) {
            return insert;
        }
        Column<?>[] typed = columns.stream().map(this::typed).toArray(Column<?>[]::new);
        return insert.columns(typed[0], Arrays.copyOfRange(typed, 1, typed.length)).values(
                columns.stream().map(RecordStatements::operand).toArray());
    }

    private Condition byId() {
        requireId("a statement by id");
        return having(ids);
    }

    private Condition byIdAndVersion() {
        requireId("a statement by id");
        return having(key());
    }

    private Condition having(List<ColumnDescriptor> columns) {
        return Junction.of("AND", columns.stream().map(column -> typed(column).eq(open(column))).toList());
    }

    /** What tells which row a record means. */
    List<ColumnDescriptor> key() {
        return version == null ? ids : Lists.plus(ids, version);
    }

    /** What an upsert writes: the id too when it is generated. */
    List<ColumnDescriptor> upserted() {
        return table.columns().stream().filter(column -> column.id() || written.contains(column)).toList();
    }

    TypedColumn<Object> typed(ColumnDescriptor column) {
        return new TypedColumn<>(table, column, null);
    }

    private static Expression<Object> open(ColumnDescriptor column) {
        return Bound.open(column.path(), Object.class);
    }

    private static Operand operand(ColumnDescriptor column) {
        return column.role().isClock() ? Sql.now() : open(column);
    }

    private static Operand excluded(ColumnDescriptor column) {
        return Sql.excluded(Sql.identifier(column.name()));
    }

    private Map<String, Object> values(T record, Iterable<ColumnDescriptor> columns) {
        Map<String, Object> values = new HashMap<>();
        columns.forEach(column -> values.put(column.path(), Records.value(table, column, record)));
        return values;
    }

    private Object value(T record, ColumnDescriptor column) {
        return table.value(record, table.columns().indexOf(column));
    }

    void requireId(String verb) {
        if (ids.isEmpty()) {
            throw Misuse.of(1112, type().getName() + " has no @Id, which " + verb
                    + " needs. Annotate the component that is the primary key, or write the statement with where(…).");
        }
    }

    void requireIdValues(String verb, T record) {
        requireId(verb);
        for (ColumnDescriptor id : ids) {
            if (value(record, id) == null) {
                throw Misuse.of(1112, "the " + type().getName() + " given to " + verb + " has null in its @Id "
                        + id.path() + ": it names no row.");
            }
        }
    }

    void requireKeyValues(String verb, T record) {
        requireIdValues(verb, record);
        if (version != null && value(record, version) == null) {
            throw Misuse.of(1112, "the " + type().getName() + " given to " + verb + " has null in its @Version "
                    + version.path() + ": it was never read from the database.");
        }
    }

    private Class<T> type() {
        return table.type();
    }

    /** Computed at first use; threads that race build equal statements. */
    static <V> Supplier<V> once(Supplier<V> builder) {
        return new Supplier<>() {
            private volatile V value;

            @Override
            public V get() {
                V known = value;
                if (known == null) {
                    known = builder.get();
                    value = known;
                }
                return known;
            }
        };
    }
}
