package io.quarkiverse.strata.sql;

import java.util.Set;
import java.util.stream.Stream;

/** PostgreSQL's key words that aren't free as names, by category of pg_get_keywords(), of all versions from 14 to 18. */
public final class Keywords {

    /** Category R: cannot stand bare as any name. */
    public static final Set<String> RESERVED = words("""
            all analyse analyze and any array as asc asymmetric both case cast check collate column constraint create
            current_catalog current_date current_role current_time current_timestamp current_user default deferrable desc
            distinct do else end except false fetch for foreign from grant group having in initially intersect into lateral
            leading limit localtime localtimestamp not null offset on only or order placing primary references returning
            select session_user some symmetric system_user table then to trailing true union unique user using variadic when
            where window with""");

    /** Category T: may stand bare as the name of a function or type only. */
    public static final Set<String> RESERVED_BUT_FOR_FUNCTIONS = words("""
            authorization binary collation concurrently cross current_schema freeze full ilike inner is isnull join left
            like natural notnull outer overlaps right similar tablesample verbose""");

    /** Category C: may stand bare as the name of a column or table, not of a function or type. */
    public static final Set<String> COLUMN_NAMES = words("""
            between bigint bit boolean char character coalesce dec decimal exists extract float greatest grouping inout int
            integer interval json json_array json_arrayagg json_exists json_object json_objectagg json_query json_scalar
            json_serialize json_table json_value least merge_action national nchar none normalize nullif numeric out overlay
            position precision real row setof smallint substring time timestamp treat trim values varchar xmlattributes
            xmlconcat xmlelement xmlexists xmlforest xmlnamespaces xmlparse xmlpi xmlroot xmlserialize xmltable""");

    /** Those that stand bare as the name of no column and no table. */
    static final Words QUOTED = new Words(
            Stream.concat(RESERVED.stream(), RESERVED_BUT_FOR_FUNCTIONS.stream()).toList());

    private Keywords() {
    }

    /** Whether the word is of any of the three categories: what {@code quote_ident()} quotes. */
    public static boolean isKeyword(String word) {
        return RESERVED.contains(word) || RESERVED_BUT_FOR_FUNCTIONS.contains(word) || COLUMN_NAMES.contains(word);
    }

    private static Set<String> words(String words) {
        return Set.of(words.split("\\s+"));
    }
}
