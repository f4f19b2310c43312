package io.quarkiverse.strata.sql;

import java.util.List;
import java.util.function.Function;

/**
 * A join that waits for its condition.
 *
 * @param <S> the statement that it belongs to
 */
public final class Joining<S> {

    private final From from;
    private final String join;
    private final FromItem item;
    private final Function<From, S> then;

    Joining(From from, String join, FromItem item, Function<From, S> then) {
        this.from = from;
        this.join = join;
        this.item = item;
        this.then = then;
    }

    /** {@code ON first AND more…}. */
    public S on(Condition first, Condition... more) {
        return then.apply(from.plus(join, item, Junction.of("AND", Lists.of("on", first, more)), List.of()));
    }

    /** {@code ON TRUE}: every row with every row, as a LATERAL item usually wants it. */
    public S onTrue() {
        return on(Constant.TRUE);
    }

    /** {@code USING (columns)}: equal in columns of the same name, which the result then has once. */
    public S using(String first, String... more) {
        return then.apply(from.plus(join, item, null, NamedColumns.bare("using", first, more)));
    }

    /** {@code USING (columns) AS alias}: as {@link #using}, the columns reachable as {@code alias.column} too. */
    public S usingAs(String alias, String first, String... more) {
        return then.apply(from.plus(join, item, null, NamedColumns.bare("using", first, more),
                Identifiers.check(alias, "usingAs")));
    }
}
