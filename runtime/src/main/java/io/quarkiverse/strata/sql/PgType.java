package io.quarkiverse.strata.sql;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A PostgreSQL type by the name that a cast uses: {@code int8}, {@code text}, {@code numeric}, {@code int8[]},
 * {@code mpaa_rating}.
 *
 * @param name the type's name as it stands in a cast, quoted already where it must be; never null
 */
public record PgType(String name) {

    private static final String SEGMENT = "(?:[A-Za-z_][\\w$]*|\"(?:[^\"\\x00]|\"\")+\")";
    private static final String LENGTH = "(?:\\(\\d+(?:, ?-?\\d+)?\\))?";

    /** The types of several words are these alone: other words behind a name would be SQL. */
    private static final Pattern NAME = Pattern.compile("(?:" + SEGMENT + "(?:\\." + SEGMENT + ")*" + LENGTH
            + "|(?i:double precision|(?:bit|char|character|nchar|national char|national character) varying" + LENGTH
            + "|national char(?:acter)?" + LENGTH + "|time(?:stamp)?" + LENGTH + " with(?:out)? time zone"
            + "|interval (?:year(?: to month)?|month|day(?: to (?:hour|minute))?|hour(?: to minute)?|minute"
            + "|(?:(?:day|hour|minute) to )?second" + LENGTH + ")))(?:\\[\\])*");

    /** The Vert.x client believes that it knows these: it would send rubbish and read null. */
    private static final Set<String> MISTAKEN = Set.of("xml", "bit", "varbit", "bit varying", "macaddr", "macaddr8", "oid");

    public static final PgType BOOL = new PgType("bool");
    public static final PgType INT2 = new PgType("int2");
    public static final PgType INT4 = new PgType("int4");
    public static final PgType INT8 = new PgType("int8");
    public static final PgType FLOAT4 = new PgType("float4");
    public static final PgType FLOAT8 = new PgType("float8");
    public static final PgType NUMERIC = new PgType("numeric");
    public static final PgType TEXT = new PgType("text");
    public static final PgType BYTEA = new PgType("bytea");
    public static final PgType UUID = new PgType("uuid");
    public static final PgType DATE = new PgType("date");
    public static final PgType TIME = new PgType("time");
    public static final PgType TIMETZ = new PgType("timetz");
    public static final PgType TIMESTAMP = new PgType("timestamp");
    public static final PgType TIMESTAMPTZ = new PgType("timestamptz");
    public static final PgType INTERVAL = new PgType("interval");
    public static final PgType JSON = new PgType("json");
    public static final PgType JSONB = new PgType("jsonb");

    /** What the rows of {@link Sql#many} and {@link Sql#one} are for their component, told from JSON that is stored. */
    public static final PgType NESTED = new PgType("pg_catalog.json");

    /**
     * @throws IllegalArgumentException when {@code name} doesn't read as the name of a type: one word, several joined by
     *         {@code .}, or one of SQL's own of several words, as {@code timestamp(3) with time zone}
     */
    public PgType {
        if (name == null || !NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("STRATA-1107: that is no name of a PostgreSQL type. Write it as in a cast: "
                    + "\"int8\", \"numeric(10,2)\", \"text[]\", \"public.mpaa_rating\".");
        }
    }

    /** The array of this type, {@code int8[]} for {@code int8}; an array's array is the same type in PostgreSQL. */
    public PgType array() {
        return isArray() ? this : new PgType(name + "[]");
    }

    public boolean isArray() {
        return name.endsWith("[]");
    }

    /** The type of an array's elements; this type itself when it is none. */
    public PgType element() {
        return isArray() ? new PgType(name.substring(0, name.length() - 2)) : this;
    }

    /** Whether values travel as JSON text: {@code json}, {@code jsonb} and arrays of them. */
    public boolean isJson() {
        String element = element().name;
        return element.equals("json") || element.equals("jsonb");
    }

    /** Whether the Vert.x client can send its values as text alone. */
    boolean isSentAsText() {
        return isNested() || isJson() || MISTAKEN.contains(bare());
    }

    /** The type as which a column of this type is selected where the Vert.x client would lose its values; else null. */
    PgType readAs() {
        String bare = bare();
        if (bare.equals("oid")) {
            return isArray() ? INT8.array() : INT8;
        }
        boolean lost = isNested() || MISTAKEN.contains(bare) || bare.endsWith("multirange");
        return lost ? TEXT : null;
    }

    /** An array of arrays, {@code int4[][]}: the same type as {@code int4[]} for PostgreSQL, not for the Vert.x client. */
    private boolean isNested() {
        return name.endsWith("[][]");
    }

    private String bare() {
        String element = isNested() ? name : element().name;
        int length = element.indexOf('(');
        return (length < 0 ? element : element.substring(0, length)).toLowerCase(Locale.ROOT);
    }

    /** The array of this type, of an array one more dimension. */
    PgType nested() {
        return new PgType(name + "[]");
    }

    @Override
    public String toString() {
        return name;
    }
}
