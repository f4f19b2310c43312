package io.quarkiverse.strata.sql;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/**
 * The factories of statements and their parts, made to be imported statically.
 *
 * <pre>{@code
 * import static io.quarkiverse.strata.sql.Sql.*;
 *
 * Select<Film> query = select(Film.class).where(col(Film::title).like("A%")).orderBy(col(Film::title)).limit(20);
 * }</pre>
 *
 * <p>
 * A string in the place of a column or table is a name, never SQL: it is split at its dots and quoted where needed. SQL text
 * comes in through {@link #sql} and {@link #raw} alone. Values become parameters. Misuse is an
 * {@code IllegalArgumentException} with a code and the cure, as early as it can be seen.
 */
public final class Sql {

    private Sql() {
    }

    // ---- statements

    /**
     * Selects the columns of a mapped record, each by name, from its table; a {@code @Projection} needs {@code from(…)}.
     *
     * @throws IllegalArgumentException when the class is no mapped record
     */
    public static <T> Select<T> select(Class<T> type) {
        return Select.of(new Selection.OfRecord(Descriptors.of(type)), Shape.record(type));
    }

    /** Selects one value a row. */
    public static <T> Select<T> select(Expression<T> expression) {
        return Select.of(new Selection.Items(Lists.given("select", expression)), Shape.scalar(expression.javaType()));
    }

    /** Selects one value a row, with a label. */
    public static <T> Select<T> select(Aliased<T> expression) {
        return Select.of(new Selection.Items(Lists.given("select", expression)), Shape.scalar(expression.javaType()));
    }

    /** Selects whether a condition holds. */
    public static Select<Boolean> select(Condition condition) {
        return Select.of(new Selection.Items(Lists.given("select", condition)), Shape.scalar(Boolean.class));
    }

    /** Selects one value a row, computed by SQL text. */
    public static Select<Object> select(Raw expression) {
        return Select.of(new Selection.Items(Lists.given("select", expression)), Shape.scalar(Object.class));
    }

    /** Selects all columns of the FROM items, or of one: {@code select(all())}. */
    public static Select<Row> select(All all) {
        return Select.of(new Selection.Items(Lists.given("select", all)), Shape.row());
    }

    /** Selects several expressions. {@code as(Type.class)} makes the rows something else than {@code Row}. */
    public static Select<Row> select(Selectable first, Selectable second, Selectable... more) {
        return Select.of(Selection.of("select", first, second, more), Shape.row());
    }

    /** Selects all fields of a composite value, {@code select(row(1, 2).cast("point2").allFields())}. */
    public static Select<Row> select(Fields fields) {
        return Select.of(new Selection.Items(Lists.given("select", fields)), Shape.row());
    }

    /** Selects rows without columns, for {@code exists(select().from(…))}. */
    public static Select<Row> select() {
        return Select.of(new Selection.None(), Shape.row());
    }

    /**
     * {@code VALUES (1, 'a'), (2, 'b')}: rows without a table, as a statement, or in FROM by
     * {@code values(…).as("v").columns("id",
     * "name")}. Unnamed, its columns are {@code column1}, {@code column2}, ….
     */
    public static Select<Row> values(RowValue first, RowValue... more) {
        return Select.of(new Body.Rows(Lists.of("values", first, more)));
    }

    public static Insert insertInto(String table) {
        return Insert.of(Table.of(table));
    }

    public static Insert insertInto(Class<?> type) {
        return Insert.of(Table.of(type));
    }

    public static Insert insertInto(Table table) {
        return Insert.of(table);
    }

    public static Update update(String table) {
        return Update.of(Table.of(table));
    }

    public static Update update(Class<?> type) {
        return Update.of(Table.of(type));
    }

    public static Update update(Table table) {
        return Update.of(table);
    }

    public static Delete deleteFrom(String table) {
        return Delete.of(Table.of(table));
    }

    public static Delete deleteFrom(Class<?> type) {
        return Delete.of(Table.of(type));
    }

    public static Delete deleteFrom(Table table) {
        return Delete.of(table);
    }

    /** Changes a table row by row after what a source has; {@code using(…)} and {@code on(…)} follow. PostgreSQL 15. */
    @RequiresServer(clause = "MERGE", version = 15)
    public static Merge mergeInto(String table) {
        return Merge.of(Table.of(table));
    }

    @RequiresServer(clause = "MERGE", version = 15)
    public static Merge mergeInto(Class<?> type) {
        return Merge.of(Table.of(type));
    }

    @RequiresServer(clause = "MERGE", version = 15)
    public static Merge mergeInto(Table table) {
        return Merge.of(Misuse.given(table, "mergeInto"));
    }

    /** Removes all rows of tables. */
    public static Truncate truncate(String first, String... more) {
        return Truncate.of(Tables.of(first, more));
    }

    public static Truncate truncate(Table first, Table... more) {
        return Truncate.of(Lists.of("truncate", first, more));
    }

    public static Truncate truncate(Class<?> first, Class<?>... more) {
        return Truncate.of(Tables.of(first, more));
    }

    /** Locks tables until the transaction ends. */
    public static LockTable lockTable(String first, String... more) {
        return LockTable.of(Tables.of(first, more));
    }

    public static LockTable lockTable(Table first, Table... more) {
        return LockTable.of(Lists.of("lockTable", first, more));
    }

    public static LockTable lockTable(Class<?> first, Class<?>... more) {
        return LockTable.of(Tables.of(first, more));
    }

    /** A common table expression; the statement that uses it follows. */
    public static With with(String name, Query<?> query) {
        return With.of(Ctes.NONE, false, name, List.of(), query);
    }

    /** A common table expression whose query, {@code base.unionAll(step)}, may name it. */
    public static With withRecursive(String name, Query<?> query) {
        return With.of(Ctes.NONE, true, name, List.of(), query);
    }

    /** As {@link #withRecursive(String, Query)} with names for its columns. */
    public static With withRecursive(String name, List<String> columns, Query<?> query) {
        return With.of(Ctes.NONE, true, name, List.copyOf(columns), query);
    }

    /** A statement in SQL text with {@code :name} for its values. */
    public static SqlStatement sql(String text) {
        return SqlStatement.of(text);
    }

    // ---- names and values

    /** A column by name, {@code "title"} or {@code "f.title"}: takes any value. */
    public static Column<Object> col(String name) {
        return new NamedColumn(Identifiers.column(name));
    }

    /** A column by the accessor of a mapped record, {@code col(Film::title)}: takes values of its class. */
    public static <R, V> Column<V> col(Getter<R, V> getter) {
        return Getters.column(getter);
    }

    /** A column whose name has dots of its own. */
    public static Column<Object> col(Identifier name) {
        return new NamedColumn(List.of(name.name()));
    }

    /** One name in which dots have no meaning, for {@code col} and {@code table}. */
    public static Identifier identifier(String name) {
        return new Identifier(name);
    }

    /** A column of the select list by its label, in ORDER BY and GROUP BY. */
    public static Expression<Object> alias(String label) {
        return new Label(label);
    }

    /** A column of the select list by its position from 1, in ORDER BY and GROUP BY. */
    public static Expression<Object> ordinal(int position) {
        return new Ordinal(position);
    }

    public static Table table(String name) {
        return Table.of(name);
    }

    public static Table table(Class<?> type) {
        return Table.of(type);
    }

    public static Table table(Identifier name) {
        return new Table(List.of(name.name()), null, null);
    }

    /** The rows of a function as a FROM item, {@code table(function("generate_series", 1, 10)).as("n")}. */
    public static FunctionTable table(FunctionCall<?> call) {
        return new FunctionTable(call, null, List.of(), false);
    }

    /** {@code ROWS FROM (…)}: the rows of several functions side by side, in FROM. */
    public static RowsFrom rowsFrom(FunctionCall<?> first, FunctionCall<?>... more) {
        return new RowsFrom(Lists.of("rowsFrom", first, more), null, List.of(), false);
    }

    /** Name and type of a column for {@code table(function(…)).as("x", columnDefinition("a", "int"))}. */
    public static ColumnDefinition columnDefinition(String name, String type) {
        return new ColumnDefinition(NamedColumns.bare("columnDefinition", name), new PgType(type));
    }

    /** {@code JSON_TABLE} of a path's rows; its columns follow. The path stands in the text. PostgreSQL 17. */
    @RequiresServer(clause = "JSON_TABLE", version = 17)
    public static JsonTable jsonTable(Operand context, String path) {
        return new JsonTable(new JsonSource(Misuse.given(context, "jsonTable"),
                new Keyword<>(Literals.quoted(Misuse.given(path, "jsonTable")), String.class), List.of()), List.of(), false,
                null);
    }

    /** {@code XMLTABLE} of the rows that an XPath expression finds; its columns follow. */
    public static XmlTable xmlTable(String rows, Operand document) {
        return new XmlTable(val(Misuse.given(rows, "xmlTable")), Misuse.given(document, "xmlTable"), List.of(), null);
    }

    /** A sub-query that sees the FROM items before it. */
    public static Lateral lateral(Query<?> query) {
        return new Lateral(query);
    }

    /** {@code *}. */
    public static All all() {
        return new All(List.of());
    }

    /** {@code item.*}. */
    public static All all(String item) {
        return new All(Identifiers.table(item));
    }

    /** A value as an expression, with a cast by its own class. Null is NULL without a type. */
    public static <T> Expression<T> val(T value) {
        return Bound.value(value);
    }

    /**
     * A value of a type that its class doesn't tell: {@code val(Map.of("a", "1"), "hstore")}, {@code val(vector, "vector")}; of
     * one that Java has no class for, PostgreSQL's text: {@code val("'cat' & 'sat'", "tsquery")}. Text of types that the driver
     * knows goes by {@code cast(val(text), type)}.
     */
    public static Expression<Object> val(Object value, String type) {
        return Bound.typed(value, new PgType(type));
    }

    /** A value that travels as JSON. */
    public static Expression<Object> jsonb(Object value) {
        return new Bound<>(new Place(new Parameter(null, value, PgType.JSONB, true, null), CastRule.ALWAYS, null),
                Object.class);
    }

    /** A named place that {@code bind} fills. Beside a typed column it takes values of the column's class. */
    public static Expression<Object> param(String name) {
        return Bound.open(Identifiers.check(name, "param"), Object.class);
    }

    /** A named place for values of a class; in {@code in(param(…))} for a list of them. */
    public static <T> Expression<T> param(String name, Class<T> type) {
        return Bound.open(Identifiers.check(name, "param"), type);
    }

    /** SQL text as an expression or condition, with {@code :name} for its values. */
    public static Raw raw(String text) {
        return Raw.of(text);
    }

    /** {@code DEFAULT} in {@code values(…)} and {@code set(…)}. */
    public static Expression<Object> defaultValue() {
        return new Keyword<>("DEFAULT", Object.class);
    }

    /** The new row's value in {@code onConflict(…).doUpdate(…)}. */
    public static Column<Object> excluded(String column) {
        return excluded(new Identifier(NamedColumns.bare("excluded", column)));
    }

    /** As {@link #excluded(String)} for a column whose name has dots of its own. */
    public static Column<Object> excluded(Identifier column) {
        return new NamedColumn(List.of("excluded", column.name()));
    }

    /** {@code column = value} for {@code onConflict(…).doUpdate(…)}. */
    public static Assignment set(String column, Object value) {
        return Assignment.of((Class<?>) null, column, value);
    }

    /** As {@link #set(String, Object)} for a column, or an element or a field of one. */
    public static Assignment set(Expression<?> target, Object value) {
        return Assignment.of(target, value);
    }

    /** {@code (a, b) = …}: several columns at once, from {@code row(…)} or a sub-query's only row. */
    public static Assignment set(List<String> columns, Operand rowOrSelect) {
        return Assignment.of(null, columns, rowOrSelect);
    }

    /** The row as it was before the statement, in RETURNING; null where it is new. PostgreSQL 18. */
    @RequiresServer(clause = "old and new in RETURNING", version = 18)
    public static RowVersion oldRow() {
        return new RowVersion("old");
    }

    /** The row as it is behind the statement, in RETURNING; null where it is gone. PostgreSQL 18. */
    @RequiresServer(clause = "old and new in RETURNING", version = 18)
    public static RowVersion newRow() {
        return new RowVersion("new");
    }

    /** {@code merge_action()}: INSERT, UPDATE or DELETE, in RETURNING of a merge. PostgreSQL 17. */
    @RequiresServer(clause = "merge_action()", version = 17)
    public static FunctionCall<String> mergeAction() {
        return FunctionCall.since(17, "merge_action", String.class, List.of());
    }

    /** {@code expression::type}, the type as a cast writes it. */
    public static Expression<Object> cast(Operand expression, String type) {
        return new Cast<>(expression, new PgType(type), Object.class);
    }

    public static <T> Expression<T> cast(Operand expression, Class<T> type) {
        return new Cast<>(expression, Types.required(type), type);
    }

    // ---- conditions

    public static Condition and(Condition first, Condition... more) {
        return Junction.of("AND", Lists.of("and", first, more));
    }

    /** All of them; true when there are none. */
    public static Condition and(Collection<? extends Condition> conditions) {
        return Junction.of("AND", List.copyOf(conditions));
    }

    public static Condition or(Condition first, Condition... more) {
        return Junction.of("OR", Lists.of("or", first, more));
    }

    /** Any of them; false when there are none. */
    public static Condition or(Collection<? extends Condition> conditions) {
        return Junction.of("OR", List.copyOf(conditions));
    }

    public static Condition not(Condition condition) {
        return new Not(Misuse.given(condition, "not"));
    }

    /** A boolean column or function as a condition. */
    public static Condition condition(Expression<Boolean> expression) {
        return new OfExpression(Misuse.given(expression, "condition"));
    }

    public static Condition exists(Query<?> query) {
        return new Exists(Part.of(query), false);
    }

    public static Condition notExists(Query<?> query) {
        return new Exists(Part.of(query), true);
    }

    /** {@code ANY (…)} of a sub-query or an array expression: {@code col("id").eq(any(select(…)))}. */
    public static Quantified any(Operand rows) {
        return new Quantified(false, rows);
    }

    /** {@code ALL (…)} of a sub-query or an array expression. */
    public static Quantified all(Operand rows) {
        return new Quantified(true, rows);
    }

    /** Several values compared as one: {@code row(col("a"), col("b")).gt(row(1, 2))}. */
    public static RowValue row(Object first, Object... more) {
        List<Operand> fields = new ArrayList<>(more.length + 1);
        fields.add(Bound.argument(first));
        Arrays.stream(more).map(Bound::argument).forEach(fields::add);
        return new RowValue(List.copyOf(fields));
    }

    /** A sub-query of one column and at most one row as an expression for select lists and arithmetic. */
    public static <T> Expression<T> scalar(Query<T> query) {
        return new Scalar<>(Part.of(query), "", query.shape().type());
    }

    /**
     * The rows of a sub-query as a list, in the rows of this query: one statement reads films with their actors. The sub-query
     * has its own joins, order, limit and nested queries, and sees the columns of the query around it.
     *
     * <pre>{@code
     * &#64;Projection
     * record Cast(Long id, String title, List<Actor> actors) {
     * }
     *
     * select(col(Film::id), col(Film::title), many(select(Actor.class)
     *         .join(FilmActor.class).on(col(FilmActor::actorId).eq(col(Actor::id)))
     *         .where(col(FilmActor::filmId).eq(col(Film::id)))
     *         .orderBy(col(Actor::name))).as("actors"))
     *         .from(Film.class).as(Cast.class)
     * }</pre>
     *
     * PostgreSQL aggregates the rows as JSON of its own texts, which the generated mapper of their record reads: no value
     * loses anything. The list is empty where there are no rows.
     *
     * @param query gives a mapped record, or single values for a {@code List} of those
     * @throws IllegalArgumentException STRATA-2481 when its rows are neither
     */
    public static <T> Expression<List<T>> many(Query<T> query) {
        return Nested.of("many", query, true);
    }

    /**
     * The only row of a sub-query as a record, in the rows of this query; otherwise as {@link #many}. Null, or an empty
     * {@code Optional}, where there is none; the statement fails where there are several, so add {@code limit(1)} when one of
     * them is meant.
     */
    public static <T> Expression<T> one(Query<T> query) {
        return Nested.of("one", query, false);
    }

    /** {@code ARRAY(sub-query)}: its only column as an array. */
    public static Expression<Object> array(Query<?> query) {
        return new Scalar<>(Part.of(query), "ARRAY", Object.class);
    }

    /** {@code CASE WHEN condition THEN value}; further branches and {@code otherwise} follow. */
    public static <T> CaseWhen<T> caseWhen(Condition condition, Expression<T> value) {
        return CaseWhen.of(condition, value, value.javaType());
    }

    @SuppressWarnings("unchecked")
    public static <T> CaseWhen<T> caseWhen(Condition condition, T value) {
        return CaseWhen.of(condition, Bound.argument(value),
                value == null ? (Class<T>) Object.class : (Class<T>) value.getClass());
    }

    /** {@code CASE expression}: {@code when(value, result)} follows. */
    public static CaseOf caseOf(Expression<?> expression) {
        return new CaseOf(Misuse.given(expression, "caseOf"), List.of(), null);
    }

    // ---- grouping

    /** {@code ROLLUP (a, b)}: groups by all of them, by all but the last, …, and all rows. {@code row(a, b)} counts as one. */
    public static GroupingElement rollup(Expression<?> first, Expression<?>... more) {
        return new GroupingSets("ROLLUP", Lists.of("rollup", first, more));
    }

    /** {@code CUBE (a, b)}: groups by each choice of them. {@code row(a, b)} counts as one. */
    public static GroupingElement cube(Expression<?> first, Expression<?>... more) {
        return new GroupingSets("CUBE", Lists.of("cube", first, more));
    }

    /** {@code GROUPING SETS (…)}: groups by each of these; {@code row(a, b)} groups by both. */
    public static GroupingElement groupingSets(GroupingElement first, GroupingElement... more) {
        return new GroupingSets("GROUPING SETS", Lists.of("groupingSets", first, more));
    }

    /** {@code ()}: all rows as one group, among {@code groupingSets}. */
    public static GroupingElement emptyGroupingSet() {
        return new GroupingSets("", List.of());
    }

    /** {@code GROUPING(a, b)}: which of them a row isn't grouped by, as bits, the last one the lowest. */
    public static FunctionCall<Integer> grouping(Expression<?> first, Expression<?>... more) {
        return FunctionCall.of("grouping", Integer.class, Lists.of("grouping", first, more));
    }

    // ---- aggregates

    /** {@code count(*)}. */
    public static FunctionCall<Long> count() {
        return FunctionCall.of("count", Long.class, List.of(all()));
    }

    /** How many rows have a value. */
    public static FunctionCall<Long> count(Operand expression) {
        return FunctionCall.of("count", Long.class, List.of(expression));
    }

    public static FunctionCall<Long> countDistinct(Operand expression) {
        return count(expression).distinct();
    }

    /** The sum, in PostgreSQL's type: {@code Long} for integers, {@code BigDecimal} for {@code Long} and decimals. */
    public static FunctionCall<Number> sum(Expression<?> expression) {
        return FunctionCall.of("sum", Aggregates.sum(expression.javaType()), List.of(expression));
    }

    /** The average: {@code BigDecimal}, of floating point {@code Double}. */
    public static FunctionCall<Number> avg(Expression<?> expression) {
        return FunctionCall.of("avg", Aggregates.avg(expression.javaType()), List.of(expression));
    }

    public static <T> FunctionCall<T> min(Expression<T> expression) {
        return FunctionCall.of("min", expression.javaType(), List.of(expression));
    }

    public static <T> FunctionCall<T> max(Expression<T> expression) {
        return FunctionCall.of("max", expression.javaType(), List.of(expression));
    }

    public static FunctionCall<Object> arrayAgg(Operand expression) {
        return FunctionCall.of("array_agg", Object.class, List.of(expression));
    }

    public static FunctionCall<String> stringAgg(Operand expression, String separator) {
        return FunctionCall.of("string_agg", String.class, List.of(expression, val(separator)));
    }

    public static FunctionCall<Object> jsonbAgg(Operand expression) {
        return FunctionCall.of("jsonb_agg", Object.class, List.of(expression));
    }

    public static FunctionCall<Boolean> boolAnd(Condition condition) {
        return FunctionCall.of("bool_and", Boolean.class, List.of(condition));
    }

    public static FunctionCall<Boolean> boolOr(Condition condition) {
        return FunctionCall.of("bool_or", Boolean.class, List.of(condition));
    }

    /** Some value of the group. PostgreSQL 16. */
    @RequiresServer(clause = "any_value()", version = 16)
    public static <T> FunctionCall<T> anyValue(Expression<T> expression) {
        return FunctionCall.since(16, "any_value", expression.javaType(), List.of(expression));
    }

    // ---- functions

    /**
     * A call of a function by name, {@code function("similarity", col("title"), "alien")}. A statement that calls one which
     * Strata doesn't know to be reading only counts as a write.
     */
    public static FunctionCall<Object> function(String name, Object... arguments) {
        return FunctionCall.of(name, Object.class, FunctionCall.arguments(arguments));
    }

    /** As {@link #function(String, Object...)} with the class of its value. */
    public static <T> FunctionCall<T> function(Class<T> type, String name, Object... arguments) {
        return FunctionCall.of(name, type, FunctionCall.arguments(arguments));
    }

    /** {@code name => value}, an argument of {@code function} by its name. */
    public static NamedArgument named(String name, Object value) {
        return new NamedArgument(Identifiers.check(name, "named"), Bound.argument(value));
    }

    /** {@code VARIADIC array}, the last argument of {@code function}: an array or a list for the function's own last ones. */
    public static Variadic variadic(Object array) {
        return new Variadic(Bound.argument(Misuse.given(array, "variadic")));
    }

    /** A UUID that grows with the time. PostgreSQL 18. */
    @RequiresServer(clause = "uuidv7()", version = 18)
    public static FunctionCall<UUID> uuidv7() {
        return FunctionCall.since(18, "uuidv7", UUID.class, List.of());
    }

    /** The first that isn't null; values take the type of a typed column in front. */
    public static <T> FunctionCall<T> coalesce(Expression<T> first, Object... more) {
        return FunctionCall.of("coalesce", first.javaType(), Aggregates.beside(first, more));
    }

    public static <T> FunctionCall<T> nullif(Expression<T> expression, Object value) {
        return FunctionCall.of("nullif", expression.javaType(), Aggregates.beside(expression, value));
    }

    public static <T> FunctionCall<T> greatest(Expression<T> first, Object... more) {
        return FunctionCall.of("greatest", first.javaType(), Aggregates.beside(first, more));
    }

    public static <T> FunctionCall<T> least(Expression<T> first, Object... more) {
        return FunctionCall.of("least", first.javaType(), Aggregates.beside(first, more));
    }

    public static FunctionCall<String> lower(Operand text) {
        return FunctionCall.of("lower", String.class, List.of(text));
    }

    public static FunctionCall<String> upper(Operand text) {
        return FunctionCall.of("upper", String.class, List.of(text));
    }

    /** The text from a character on, counted from 1. */
    public static FunctionCall<String> substring(Operand text, int from) {
        return FunctionCall.of("substring", String.class, List.of(text, val(from)));
    }

    /**
     * So many characters of the text from one on, counted from 1: {@code substring(col("title"), 1, 3)}.
     *
     * @param count 0 or more
     */
    public static FunctionCall<String> substring(Operand text, int from, int count) {
        if (count < 0) {
            throw Misuse.of(1105, "substring(…) takes 0 or more characters.");
        }
        return FunctionCall.of("substring", String.class, List.of(text, val(from), val(count)));
    }

    /**
     * The first part of the text that a POSIX regular expression matches, of its first parenthesis where it has one; null where
     * none does. {@code substring(col("email"), "@(.*)$")}.
     */
    public static FunctionCall<String> substring(Operand text, String pattern) {
        return FunctionCall.of("substring", String.class, List.of(text, val(Misuse.given(pattern, "substring"))));
    }

    public static FunctionCall<Integer> length(Operand text) {
        return FunctionCall.of("length", Integer.class, List.of(text));
    }

    /** The time at which the transaction began. */
    public static FunctionCall<OffsetDateTime> now() {
        return FunctionCall.of("now", OffsetDateTime.class, List.of());
    }

    public static Expression<LocalDate> currentDate() {
        return new Keyword<>("CURRENT_DATE", LocalDate.class);
    }

    /** The time cut to {@code "day"}, {@code "month"}, …. */
    public static <T> FunctionCall<T> dateTrunc(String unit, Expression<T> time) {
        return FunctionCall.of("date_trunc", time.javaType(), List.of(val(unit), time));
    }

    /** A field of a time, {@code extract("year", col("created_at"))}. */
    public static Expression<BigDecimal> extract(String field, Operand time) {
        return new Extract(field, time);
    }

    // ---- window functions

    public static FunctionCall<Long> rowNumber() {
        return FunctionCall.of("row_number", Long.class, List.of());
    }

    public static FunctionCall<Long> rank() {
        return FunctionCall.of("rank", Long.class, List.of());
    }

    public static FunctionCall<Long> denseRank() {
        return FunctionCall.of("dense_rank", Long.class, List.of());
    }

    public static FunctionCall<Integer> ntile(int buckets) {
        return FunctionCall.of("ntile", Integer.class, List.of(val(buckets)));
    }

    /** The value in the row before, null in the first. */
    public static <T> FunctionCall<T> lag(Expression<T> expression) {
        return FunctionCall.of("lag", expression.javaType(), List.of(expression));
    }

    public static <T> FunctionCall<T> lag(Expression<T> expression, int rows) {
        return FunctionCall.of("lag", expression.javaType(), List.of(expression, val(rows)));
    }

    /** The value in the row after, null in the last. */
    public static <T> FunctionCall<T> lead(Expression<T> expression) {
        return FunctionCall.of("lead", expression.javaType(), List.of(expression));
    }

    public static <T> FunctionCall<T> lead(Expression<T> expression, int rows) {
        return FunctionCall.of("lead", expression.javaType(), List.of(expression, val(rows)));
    }

    public static <T> FunctionCall<T> firstValue(Expression<T> expression) {
        return FunctionCall.of("first_value", expression.javaType(), List.of(expression));
    }

    public static <T> FunctionCall<T> lastValue(Expression<T> expression) {
        return FunctionCall.of("last_value", expression.javaType(), List.of(expression));
    }

    /** A window by columns: {@code rowNumber().over(partitionBy("p.category_id").orderBy(col("p.views").desc()))}. */
    public static Window partitionBy(String first, String... more) {
        return new Window(null, NamedColumns.of(first, more), List.of(), null);
    }

    public static Window partitionBy(Expression<?> first, Expression<?>... more) {
        return new Window(null, Lists.of("partitionBy", first, more), List.of(), null);
    }

    /** A window over all rows, to be ordered: {@code window().orderBy("created_at")}. */
    public static Window window() {
        return Window.EMPTY;
    }

    /** A window that the select defines by name, to be refined. */
    public static Window window(String name) {
        return Window.named(name);
    }

    // ---- SQL/JSON

    /** {@code JSON_OBJECT(key : value, …)} of {@code jsonEntry}s. PostgreSQL 16; before it {@code jsonb_build_object}. */
    @RequiresServer(clause = "JSON_OBJECT", version = 16)
    public static JsonConstructor jsonObject(JsonConstructor.Entry... entries) {
        return JsonConstructor.of("JSON_OBJECT", Lists.given("jsonObject", entries));
    }

    /** A key with its value for {@code jsonObject}. */
    public static JsonConstructor.Entry jsonEntry(Object key, Object value) {
        return new JsonConstructor.Entry(Bound.argument(Misuse.given(key, "jsonEntry")), Bound.argument(value));
    }

    /** {@code JSON_ARRAY(value, …)}. PostgreSQL 16; before it {@code jsonb_build_array}. */
    @RequiresServer(clause = "JSON_ARRAY", version = 16)
    public static JsonConstructor jsonArray(Object... values) {
        return JsonConstructor.of("JSON_ARRAY",
                Arrays.stream(values).map(value -> new JsonConstructor.Entry(null, Bound.argument(value))).toList());
    }

    /** {@code JSON_OBJECTAGG(key : value)}, an aggregate. PostgreSQL 16. */
    @RequiresServer(clause = "JSON_OBJECTAGG", version = 16)
    public static JsonConstructor jsonObjectAgg(Operand key, Operand value) {
        return JsonConstructor.of("JSON_OBJECTAGG", List.of(new JsonConstructor.Entry(key, value)));
    }

    /** {@code JSON_ARRAYAGG(value)}, an aggregate. PostgreSQL 16. */
    @RequiresServer(clause = "JSON_ARRAYAGG", version = 16)
    public static JsonConstructor jsonArrayAgg(Operand value) {
        return JsonConstructor.of("JSON_ARRAYAGG", List.of(new JsonConstructor.Entry(null, value)));
    }

    /**
     * {@code JSON_EXISTS(context, path)}: whether a path finds something, {@code jsonExists(col("body"), "$.tags")}. PostgreSQL
     * 17.
     */
    @RequiresServer(clause = "JSON_EXISTS", version = 17)
    public static JsonExists jsonExists(Operand context, String path) {
        return new JsonExists(jsonSource(context, path, "jsonExists"), null);
    }

    /** {@code JSON_VALUE(context, path)}: the one value that a path finds, as text or {@code returning(…)}. PostgreSQL 17. */
    @RequiresServer(clause = "JSON_VALUE", version = 17)
    public static JsonValue<String> jsonValue(Operand context, String path) {
        return new JsonValue<>(jsonSource(context, path, "jsonValue"), null, null, null, String.class);
    }

    /** {@code JSON_QUERY(context, path)}: the JSON that a path finds. PostgreSQL 17. */
    @RequiresServer(clause = "JSON_QUERY", version = 17)
    public static JsonQuery jsonQuery(Operand context, String path) {
        return new JsonQuery(jsonSource(context, path, "jsonQuery"), null, "", false, null, null);
    }

    private static JsonSource jsonSource(Operand context, String path, String call) {
        return new JsonSource(Misuse.given(context, call), JsonPath.value(path, call), List.of());
    }

    // ---- full text search

    /** {@code to_tsvector(text)} by the database's default configuration. */
    public static FunctionCall<Object> toTsvector(Operand text) {
        return FunctionCall.of("to_tsvector", Object.class, List.of(text));
    }

    /** {@code to_tsvector('english', text)}. */
    public static FunctionCall<Object> toTsvector(String configuration, Operand text) {
        return FunctionCall.of("to_tsvector", Object.class, List.of(FullText.configuration(configuration), text));
    }

    /** A query in PostgreSQL's syntax: {@code alien & !predator}. Fails on the server when it isn't. */
    public static FunctionCall<Object> toTsquery(Object query) {
        return FullText.query("to_tsquery", query);
    }

    public static FunctionCall<Object> toTsquery(String configuration, Object query) {
        return FullText.query("to_tsquery", configuration, query);
    }

    /** All words of a text that people wrote. */
    public static FunctionCall<Object> plaintoTsquery(Object query) {
        return FullText.query("plainto_tsquery", query);
    }

    public static FunctionCall<Object> plaintoTsquery(String configuration, Object query) {
        return FullText.query("plainto_tsquery", configuration, query);
    }

    /** What people type into a search field: quotes, {@code or} and {@code -} have their meaning, nothing is an error. */
    public static FunctionCall<Object> websearchToTsquery(Object query) {
        return FullText.query("websearch_to_tsquery", query);
    }

    public static FunctionCall<Object> websearchToTsquery(String configuration, Object query) {
        return FullText.query("websearch_to_tsquery", configuration, query);
    }

    public static FunctionCall<Float> tsRank(Operand vector, Operand query) {
        return FunctionCall.of("ts_rank", Float.class, List.of(vector, query));
    }

    /** The text's best places for the query, its words between {@code <b>} and {@code </b>}; the text isn't escaped. */
    public static FunctionCall<String> tsHeadline(Operand text, Operand query) {
        return FunctionCall.of("ts_headline", String.class, List.of(text, query));
    }
}
