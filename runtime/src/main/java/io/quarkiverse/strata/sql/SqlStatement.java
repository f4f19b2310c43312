package io.quarkiverse.strata.sql;

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
public final class SqlStatement implements Query<Row>, Node {

    private final Fragment fragment;
    private final Built built;

    private SqlStatement(Fragment fragment, Built built) {
        this.fragment = fragment;
        this.built = built;
    }

    static SqlStatement of(String text) {
        Fragment fragment = Fragment.parse(text);
        boolean reads = SqlScanner.isRead(fragment);
        return new SqlStatement(fragment, new Built(writer -> {
            ScopedWriter scoped = ScopedWriter.of(writer);
            scoped.marksText(fragment);
            if (!reads) {
                scoped.marksWrite();
            }
            fragment.writeTo(writer);
        }));
    }

    /** Gives a named place its value. */
    public SqlStatement bind(String name, Object value) {
        return new SqlStatement(fragment, built.bind(name, value));
    }

    /** What its rows become: a mapped record, {@code Row}, or the value of the only column. */
    public <T> Returning<T> as(Class<T> type) {
        return Returning.of(built, Shapes.of(type));
    }

    @Override
    public Shape<Row> shape() {
        return Shape.row();
    }

    @Override
    public Rendered rendered() {
        return built.rendered();
    }

    @Override
    public boolean writes() {
        return built.writes();
    }

    @Override
    public boolean readsOnly() {
        return built.readsOnly();
    }

    @Override
    public boolean mayWrite() {
        return built.mayWrite();
    }

    @Override
    public void writeTo(SqlWriter writer) {
        built.writeTo(writer);
    }

    @Override
    public String toString() {
        return built.toString();
    }
}
