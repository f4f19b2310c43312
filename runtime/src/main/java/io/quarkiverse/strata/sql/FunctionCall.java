package io.quarkiverse.strata.sql;

import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * A call of a function. Aggregates take {@link #distinct()}, {@link #orderBy}, {@link #filter}; aggregates and window
 * functions {@link #over}.
 *
 * @param <T> the class of its value
 * @param name the name in its parts
 * @param arguments the arguments
 * @param isDistinct whether an aggregate takes equal values once
 * @param order in which order an aggregate takes its values
 * @param isWithinGroup whether it stands in WITHIN GROUP
 * @param filter which rows an aggregate takes, null for all
 * @param window the window, null when there is none
 * @param requirement what the server must have for it, null where every one has it
 * @param javaType the class of its value, {@code Object.class} when unknown
 */
public record FunctionCall<T>(List<String> name, List<? extends Node> arguments, boolean isDistinct, List<Ordering> order,
        boolean isWithinGroup, Condition filter, Window window, Requirement requirement, Class<T> javaType)
        implements
            Expression<T> {

    public FunctionCall(List<String> name, List<? extends Node> arguments, boolean isDistinct, List<Ordering> order,
            Condition filter, Window window, Class<T> javaType) {
        this(name, arguments, isDistinct, order, false, filter, window, null, javaType);
    }

    /** Functions of PostgreSQL that neither change data nor take locks; any other makes its statement count as a write. */
    private static final Set<String> READING = Set
            .of(("""
                    count sum avg min max array_agg string_agg json_agg jsonb_agg json_object_agg jsonb_object_agg bool_and bool_or every
                    any_value grouping range_agg range_intersect_agg merge_action json_arrayagg
                    stddev stddev_pop stddev_samp variance var_pop var_samp corr mode percentile_cont percentile_disc
                    row_number rank dense_rank percent_rank cume_dist ntile lag lead first_value last_value nth_value
                    coalesce nullif greatest least lower upper initcap length char_length octet_length trim btrim ltrim rtrim lpad rpad
                    left right replace translate reverse repeat substring substr split_part position strpos starts_with concat
                    concat_ws format md5 sha256 encode decode to_char to_date to_number to_timestamp chr ascii quote_ident quote_literal
                    regexp_replace regexp_match regexp_matches regexp_count regexp_like regexp_split_to_array regexp_split_to_table
                    string_to_array string_to_table array_to_string array_length array_append array_prepend array_cat array_position
                    array_remove cardinality unnest generate_series generate_subscripts
                    abs ceil ceiling floor round trunc sign mod div power sqrt cbrt exp ln log random pi width_bucket gcd lcm
                    now clock_timestamp statement_timestamp transaction_timestamp date_trunc date_part date_bin age make_date make_time
                    make_timestamp make_timestamptz make_interval isfinite
                    to_json to_jsonb row_to_json array_to_json json_build_object jsonb_build_object json_build_array jsonb_build_array
                    jsonb_set jsonb_insert jsonb_strip_nulls jsonb_typeof jsonb_array_length jsonb_array_elements
                    jsonb_array_elements_text jsonb_each jsonb_each_text jsonb_object_keys jsonb_path_exists jsonb_path_query
                    jsonb_path_query_array jsonb_path_query_first jsonb_to_recordset jsonb_populate_record jsonb_extract_path
                    jsonb_extract_path_text
                    to_tsvector to_tsquery plainto_tsquery phraseto_tsquery websearch_to_tsquery ts_rank ts_rank_cd ts_headline setweight
                    tsvector_to_array numnode querytree
                    gen_random_uuid uuidv4 uuidv7 version current_database current_schema pg_typeof pg_backend_pid
                    isempty multirange int4multirange int8multirange nummultirange tsmultirange tstzmultirange datemultirange
                    json_to_record json_to_recordset jsonb_to_record json_populate_record json_populate_recordset
                    jsonb_populate_recordset json_each json_each_text json_array_elements json_array_elements_text
                    jsonb_path_match lower_inc upper_inc range_merge int4range int8range numrange tsrange tstzrange daterange
                    pg_column_size pg_relation_size pg_total_relation_size pg_table_size pg_size_pretty obj_description col_description
                    current_setting txid_current_if_assigned pg_current_xact_id_if_assigned pg_is_in_recovery""")
                    .split("\\s+"));

    /** Functions of PostgreSQL that do something, but not to tables. */
    private static final Set<String> TOUCHING_NO_TABLE = Set.of("nextval", "setval", "currval", "lastval", "set_config",
            "pg_notify", "pg_advisory_lock", "pg_advisory_xact_lock", "pg_advisory_unlock", "pg_try_advisory_lock",
            "pg_try_advisory_xact_lock", "pg_advisory_lock_shared", "pg_advisory_xact_lock_shared",
            "pg_try_advisory_lock_shared",
            "pg_try_advisory_xact_lock_shared", "pg_advisory_unlock_shared", "pg_advisory_unlock_all", "pg_sleep");

    static <T> FunctionCall<T> of(String name, Class<T> type, List<? extends Node> arguments) {
        return new FunctionCall<>(Identifiers.function(name), List.copyOf(arguments), false, List.of(), null, null, type);
    }

    /** A call of a function that the server has from a version on. */
    static <T> FunctionCall<T> since(int version, String name, Class<T> type, List<? extends Node> arguments) {
        return new FunctionCall<>(List.of(name), List.copyOf(arguments), false, List.of(), false, null, null,
                new Requirement(name + "()", version), type);
    }

    /** What is given to a call: operands, named and variadic arguments as they are, anything else as a value. */
    static List<Node> arguments(Object... given) {
        return Arrays.stream(given).<Node> map(each -> each instanceof NamedArgument || each instanceof Variadic ? (Node) each
                : Bound.argument(each)).toList();
    }

    /** {@code sum(DISTINCT …)}. */
    public FunctionCall<T> distinct() {
        return new FunctionCall<>(name, arguments, true, order, isWithinGroup, filter, window, requirement, javaType);
    }

    /** {@code array_agg(… ORDER BY …)}. */
    public FunctionCall<T> orderBy(Ordering first, Ordering... more) {
        return new FunctionCall<>(name, arguments, isDistinct, Lists.of("orderBy", first, more), false, filter, window,
                requirement, javaType);
    }

    /**
     * {@code percentile_cont(…) WITHIN GROUP (ORDER BY …)}: what an ordered-set aggregate ({@code mode},
     * {@code percentile_cont}, {@code percentile_disc}) is computed over, and where a hypothetical row would come
     * ({@code function("rank", 5).withinGroup(col("a"))}).
     */
    public FunctionCall<T> withinGroup(Ordering first, Ordering... more) {
        return new FunctionCall<>(name, arguments, isDistinct, Lists.of("withinGroup", first, more), true, filter, window,
                requirement, javaType);
    }

    /** {@code count(*) FILTER (WHERE …)}. */
    public FunctionCall<T> filter(Condition condition) {
        return new FunctionCall<>(name, arguments, isDistinct, order, isWithinGroup, Misuse.given(condition, "filter"), window,
                requirement, javaType);
    }

    /** {@code … OVER (…)}. */
    public FunctionCall<T> over(Window over) {
        return new FunctionCall<>(name, arguments, isDistinct, order, isWithinGroup, filter, Misuse.given(over, "over"),
                requirement,
                javaType);
    }

    /** {@code … OVER name}, a window that the select defines with {@code window(name, …)}. */
    public FunctionCall<T> over(String windowName) {
        return over(Window.named(windowName));
    }

    /** {@code … OVER ()}: all rows of the result. */
    public FunctionCall<T> over() {
        return over(Window.EMPTY);
    }

    @Override
    public Precedence precedence() {
        return Precedence.PRIMARY;
    }

    @Override
    public void writeTo(SqlWriter writer) {
        ScopedWriter scoped = ScopedWriter.of(writer);
        scoped.touching().uses(name.get(name.size() - 1));
        if (requirement != null) {
            scoped.requires(requirement.clause(), requirement.version());
        }
        if (!isReading()) {
            scoped.touching().changesOrLocks();
            scoped.touching().opaque("the function " + String.join(".", name), !isSideEffectOnly());
        }
        for (int i = 0; i < name.size(); i++) {
            writer.sql(i == 0 ? "" : ".").sql(i == name.size() - 1 ? Identifiers.quotedFunction(name.get(i))
                    : Identifiers.quoted(name.get(i)));
        }
        writer.sql(isDistinct ? "(DISTINCT " : "(");
        Lists.commas(writer, arguments);
        if (!order.isEmpty()) {
            writer.sql(isWithinGroup ? ") WITHIN GROUP (ORDER BY " : " ORDER BY ");
            Lists.commas(writer, order);
        }
        writer.sql(")");
        if (filter != null) {
            writer.sql(" FILTER (WHERE ").node(filter).sql(")");
        }
        if (window != null) {
            writer.sql(" OVER ");
            window.writeOver(writer);
        }
    }

    private boolean isReading() {
        boolean builtIn = name.size() == 1 || name.size() == 2 && name.get(0).equals("pg_catalog");
        return builtIn && reads(name.get(name.size() - 1));
    }

    private boolean isSideEffectOnly() {
        return name.size() == 1 && TOUCHING_NO_TABLE.contains(name.get(0));
    }

    /** Whether a function of PostgreSQL has this name and neither changes data nor takes locks. */
    static boolean reads(String name) {
        return READING.contains(name);
    }

    @Override
    public String toString() {
        return ReadableWriter.print(this);
    }
}
