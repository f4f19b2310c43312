package io.quarkiverse.strata.sql;

import java.util.List;
import java.util.Map;

/** A select without its result's shape. */
record SelectNode(Ctes ctes, Body body, Tail tail) implements Node, Keyed {

    @Override
    public void writeTo(SqlWriter writer) {
        ScopedWriter scoped = ScopedWriter.of(writer);
        ResultCasts casts = scoped.isResult() ? ResultCasts.of(this, scoped) : null;
        ctes.write(writer);
        if (casts == null) {
            writeRows(scoped);
        } else {
            casts.write(scoped, () -> writeRows(scoped));
        }
    }

    private void writeRows(ScopedWriter writer) {
        Scope outer = writer.scope();
        if (body instanceof Body.Core core) {
            From given = from(core);
            From from = SoftDeletes.filtered(given);
            writer.within(Scope.of(outer, from.sources()), () -> {
                List<Condition> unmarked = SoftDeletes.conditions(given, given.entries().size() == 1);
                write(core.where(unmarked), from, writer);
                writeTail(core, writer);
            });
        } else {
            if (body instanceof Body.Combined combined) {
                write(combined, writer);
            } else {
                ((Body.Rows) body).write(writer);
            }
            writer.within(Scope.of(null, List.of()), () -> tail.write(writer));
        }
    }

    /** Aggregates would have a row where the table has none, and other FROM items may call other columns as the table does. */
    @Override
    public Map<String, Place> key() {
        boolean plain = ctes.isEmpty() && body instanceof Body.Core core && Counting.isPlainList(core.selection())
                && core.groupBy().isEmpty() && core.having().isEmpty() && from(core).isOneTable();
        return plain ? Keyed.of(((Body.Core) body).where()) : Map.of();
    }

    /** This select reading from another. */
    SelectNode over(SelectNode inner) {
        Body.Core core = (Body.Core) body;
        return new SelectNode(ctes, Body.core(core.selection())
                .from(From.NONE.plus(new Derived(inner, "strata_rows", List.of(), false, null))), tail);
    }

    /** The select's own FROM; without one a record is read from its table. */
    static From from(Body.Core core) {
        if (core.from().isEmpty() && core.selection() instanceof Selection.OfRecord record) {
            return core.from().plus(Table.of(record.table().type()));
        }
        return core.from();
    }

    private static void write(Body.Core core, From from, SqlWriter writer) {
        writer.sql("SELECT");
        if (core.distinct() != null) {
            writer.sql(" DISTINCT");
            if (!core.distinct().on().isEmpty()) {
                writer.sql(" ON (");
                Lists.commas(writer, core.distinct().on());
                writer.sql(")");
            }
        }
        if (!(core.selection() instanceof Selection.None)) {
            writer.sql(" ").node(core.selection());
        }
        ScopedWriter.of(writer).inside(() -> writeRest(core, from, writer));
    }

    private static void writeRest(Body.Core core, From from, SqlWriter writer) {
        if (!from.isEmpty()) {
            writer.sql(" FROM ");
            from.write(writer);
        }
        writeWhere(core.where(), writer);
        if (!core.groupBy().isEmpty()) {
            writer.sql(core.groupBy().isDistinct() ? " GROUP BY DISTINCT " : " GROUP BY ");
            GroupingSets.write(writer, core.groupBy().elements());
        }
        if (!core.having().isEmpty()) {
            writer.sql(" HAVING ").node(Junction.of("AND", core.having()));
        }
        if (!core.windows().isEmpty()) {
            writer.sql(" WINDOW ");
            Lists.commas(writer, core.windows(),
                    each -> writer.identifier(each.name()).sql(" AS (").node(each.window()).sql(")"));
        }
    }

    static void writeWhere(List<Condition> where, SqlWriter writer) {
        if (!where.isEmpty()) {
            writer.sql(" WHERE ").node(Junction.of("AND", where));
        }
    }

    /** A bare name in ORDER BY means the select list's label first: where that differs, columns stand qualified. */
    private void writeTail(Body.Core core, ScopedWriter writer) {
        Scope scope = writer.scope();
        boolean labels = core.selection().relabels();
        writer.within(labels ? scope.qualifying() : scope, () -> writer.inside(() -> tail.write(writer)));
    }

    private static void write(Body.Combined combined, SqlWriter writer) {
        writePart(combined.left(), combined.operator().startsWith("INTERSECT"), writer);
        writer.sql(" ").sql(combined.operator()).sql(" ");
        writePart(combined.right(), true, writer);
    }

    private static void writePart(Node part, boolean bindsStronger, SqlWriter writer) {
        Node inner = part instanceof Select<?> select && select.isUnbound() ? select.node() : part;
        boolean bare = inner instanceof SelectNode node && node.ctes.isEmpty() && node.tail.isEmpty()
                && !(bindsStronger && node.body instanceof Body.Combined);
        writer.sql(bare ? "" : "(").node(part).sql(bare ? "" : ")");
    }
}
