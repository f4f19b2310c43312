package io.quarkiverse.strata.sql;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * A statement in SQL text with {@code :name} for its values:
 *
 * <pre>{@code
 * Query<Film> films = sql("SELECT * FROM film WHERE rating = ANY(:ratings)").bind("ratings", ratings).as(Film.class);
 * }</pre>
 *
 * A number, boolean, date, … gets a cast by its own class ({@code $1::int8}); text, enum constants and lists of them don't, so
 * that PostgreSQL reads them as what the place demands, unless the text casts them itself: {@code :data::jsonb} becomes
 * {@code $1::text::jsonb}. A list becomes one array.
 *
 * <p>
 * It counts as a write unless its text begins with SELECT, VALUES, TABLE, SHOW or WITH and has none of the words insert,
 * update, delete, merge, into, for, nor the name of a built-in function that writes, outside of quotes and comments.
 * Functions of your own are not looked into.
 */
public final class SqlStatement extends BuiltQuery<Row> {

    private final Fragment fragment;
    private final List<List<String>> read;
    private final List<List<String>> changed;

    private SqlStatement(Fragment fragment, List<List<String>> read, List<List<String>> changed, Built built) {
        super(built, Shape.row());
        this.fragment = fragment;
        this.read = read;
        this.changed = changed;
    }

    static SqlStatement of(String text) {
        return of(Fragment.parse(text), null, null);
    }

    private static SqlStatement of(Fragment fragment, List<List<String>> read, List<List<String>> changed) {
        boolean reads = SqlScanner.isRead(fragment) && changed == null;
        return new SqlStatement(fragment, read, changed, new Built(writer -> {
            ScopedWriter scoped = ScopedWriter.of(writer);
            scoped.touching().marksText(fragment);
            if (!reads) {
                scoped.touching().changesOrLocks();
            }
            touch(scoped.touching(), fragment, read, changed, reads);
            fragment.writeTo(writer);
        }));
    }

    private static void touch(Touching touching, Fragment fragment, List<List<String>> read, List<List<String>> changed,
            boolean reads) {
        if (fragment.unstable() != null) {
            touching.uses(fragment.unstable());
        }
        if (read == null || !reads) {
            touching.opaque("sql(…)", !reads && changed == null);
        } else {
            read.forEach(touching::reads);
        }
        if (changed != null) {
            changed.forEach(table -> touching.writes(table, Touches.Action.ANY));
        } else if (!reads && fragment.mayChangeSchema()) {
            touching.mayChangeSchema();
        }
    }

    /**
     * Says which tables and views the statement reads, so that its result can be cached. It must depend on these and the
     * parameters alone: not on the clock, the user or settings of the session.
     */
    public SqlStatement reads(String first, String... more) {
        return of(fragment, names(first, more), changed).rebound(this);
    }

    /**
     * Says that the statement changes these tables and no others, so that cached results of other tables stay. Without it a
     * write in SQL text outdates every cached result. It also makes a text a write that doesn't look like one: the call of a
     * function of your own.
     */
    public SqlStatement changes(String first, String... more) {
        return of(fragment, read, names(first, more)).rebound(this);
    }

    private SqlStatement rebound(SqlStatement before) {
        return new SqlStatement(fragment, read, changed, built.adopt(before.built));
    }

    private static List<List<String>> names(String first, String... more) {
        return Stream.concat(Stream.of(first), Arrays.stream(more)).map(Identifiers::table).toList();
    }

    /** Gives a named place its value. */
    public SqlStatement bind(String name, Object value) {
        return new SqlStatement(fragment, read, changed, built.bind(name, value));
    }

    /** What its rows become: a mapped record, {@code Row}, or the value of the only column. */
    public <T> Returning<T> as(Class<T> type) {
        return Returning.of(built, Shapes.of(type));
    }
}
