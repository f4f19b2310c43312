package io.quarkiverse.strata.sql;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * The statements that write many records of one mapped class through {@code unnest}, one array for each column: built once for
 * each class, their texts are the same whatever the number of records.
 *
 * @param <T> the record
 */
public final class BulkStatements<T> {

    private static final String CHANGED = "strata_changed";

    /** What becomes of the records. */
    public enum Verb {
        /** They are new. */
        INSERT("insertAll"),
        /** They are new, or replace those with their key. */
        UPSERT("upsertAll"),
        /** They replace those with their key. */
        UPDATE("updateAll");

        private final String call;

        Verb(String call) {
            this.call = call;
        }
    }

    /**
     * One statement for some of the records.
     *
     * @param returning gives back the rows in the order of its records
     * @param counting does the same and gives back none
     * @param places of its records among those given
     */
    public record Part<T>(Query<T> returning, Statement counting, List<Integer> places) {
    }

    /** A way to write: the columns whose values are arrays, and the two statements that wait for them. */
    private record Way<T>(List<ColumnDescriptor> columns, Function<Map<String, Object>, Query<T>> returning,
            Function<Map<String, Object>, Statement> counting) {

        static <T> Way<T> of(List<ColumnDescriptor> columns, Insert insert, Class<T> type) {
            return new Way<>(columns, insert.returning(type)::bindAll, insert::bindAll);
        }
    }

    private final RecordStatements<T> single;
    private final Supplier<Way<T>> insert = RecordStatements.once(this::buildInsert);
    private final Supplier<Way<T>> upsert = RecordStatements.once(this::buildUpsert);
    private final Supplier<Way<T>> update = RecordStatements.once(this::buildUpdate);

    BulkStatements(RecordStatements<T> single) {
        this.single = single;
    }

    /** The statements of a record by one of its objects. */
    public static <T> BulkStatements<T> of(T record) {
        return RecordStatements.of(record).bulk();
    }

    /** The statements for single records of the class. */
    public RecordStatements<T> single() {
        return single;
    }

    /**
     * The statements that write these records, as many as their size asks for: usually one. Run them one after another, in
     * one transaction where all or none shall be there.
     *
     * @return none for an empty list
     * @throws IllegalArgumentException when a record is null or of another class, lacks a key that the verb needs, or two
     *         have the same
     */
    public List<Part<T>> statements(Verb verb, List<T> records) {
        records.forEach(record -> Misuse.given(record, verb.call));
        List<Integer> all = IntStream.range(0, records.size()).boxed().toList();
        if (verb == Verb.INSERT) {
            return parts(insert, records, all);
        }
        if (verb == Verb.UPDATE) {
            records.forEach(record -> single.requireKeyValues(verb.call, record));
            checkKeys(verb, records, all);
            return parts(update, records, all);
        }
        single.requireId(verb.call);
        List<Integer> known = all.stream().filter(place -> !single.isNew(records.get(place))).toList();
        known.forEach(place -> single.requireIdValues(verb.call, records.get(place)));
        checkKeys(verb, records, known);
        return Lists.concat(parts(upsert, records, known),
                parts(insert, records, all.stream().filter(place -> single.isNew(records.get(place))).toList()));
    }

    private List<Part<T>> parts(Supplier<Way<T>> way, List<T> records, List<Integer> places) {
        List<Part<T>> parts = new ArrayList<>(1);
        int start = 0;
        for (List<T> chunk : RecordChunk.of(places.stream().map(records::get).toList())) {
            Map<String, Object> arrays = new HashMap<>();
            for (ColumnDescriptor column : way.get().columns()) {
                arrays.put(column.path(), UnnestedColumn.values(column, Records.values(single.descriptor(), column, chunk)));
            }
            parts.add(new Part<>(way.get().returning().apply(arrays), way.get().counting().apply(arrays),
                    places.subList(start, start + chunk.size())));
            start += chunk.size();
        }
        return parts;
    }

    /** Two rows of one statement with the same key fail in the server, or one of them is lost in silence. */
    private void checkKeys(Verb verb, List<T> records, List<Integer> places) {
        List<T> keyed = places.stream().map(records::get).toList();
        List<List<?>> keys = new ArrayList<>();
        single.ids().forEach(id -> keys.add(Records.values(single.descriptor(), id, keyed)));
        int[] same = DistinctKeys.firstSame(keys);
        if (same != null) {
            throw Misuse.of(1116, "the records " + places.get(same[0]) + " and " + places.get(same[1]) + " given to "
                    + verb.call + " for the table " + single.table() + " have the same "
                    + String.join(", ", single.ids().stream().map(ColumnDescriptor::name).toList())
                    + ", and PostgreSQL can't change one row twice in a statement. Leave one of them out.");
        }
    }

    private Way<T> buildInsert() {
        return Way.of(Records.given(single.written()), Sql.insertInto(type()).unnested(single.written()), type());
    }

    private Way<T> buildUpsert() {
        Insert inserting = single.overriding(Sql.insertInto(type()).unnested(single.upserted()));
        return Way.of(Records.given(single.upserted()), single.onConflict(inserting), type());
    }

    /** RETURNING follows no order: a query around it brings one. */
    private Way<T> buildUpdate() {
        Set<ColumnDescriptor> columns = new LinkedHashSet<>(single.key());
        single.updated().stream().filter(column -> column.role() == ColumnDescriptor.Role.VALUE).forEach(columns::add);
        List<UnnestedColumn> unnested = columns.stream().map(UnnestedColumn::open).toList();
        Update statement = Sql.update(type()).from(new UnnestedRows(unnested));
        for (ColumnDescriptor column : single.updated()) {
            statement = statement.set(single.typed(column), single.next(column, UnnestedColumn.open(column)));
        }
        statement = statement.where(Junction.of("AND", single.key().stream()
                .map(column -> single.typed(column).eq(UnnestedColumn.open(column))).toList()));
        Column<Object> number = new NamedColumn(List.of(UnnestedColumn.ROWS, UnnestedColumn.ROW_NUMBER));
        List<Selectable> items = new ArrayList<>();
        single.descriptor().columns().forEach(column -> items.add(single.typed(column)));
        items.add(number);
        Returning<Row> changed = statement.returning(new ReturningClause(null, null, new Selection.Items(List.copyOf(items))),
                Shape.row());
        Select<T> ordered = Sql.with(CHANGED, changed).select(type()).from(CHANGED).orderBy(UnnestedColumn.ROW_NUMBER);
        return new Way<>(List.copyOf(columns), ordered::bindAll, statement::bindAll);
    }

    private Class<T> type() {
        return single.descriptor().type();
    }
}
