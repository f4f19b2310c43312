package io.quarkiverse.strata.insight;

import java.util.ArrayList;
import java.util.List;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;

/** Foreign keys whose columns aren't the first ones of any valid, whole index, in whatever order. */
final class ForeignKeyAdvice {

    private static final String QUERY = """
            SELECT format('%I.%I', n.nspname, t.relname) AS referencing, c.conname, c.confrelid::regclass::text AS referenced,
                   ARRAY(SELECT quote_ident(a.attname) FROM unnest(c.conkey) WITH ORDINALITY k(attnum, n)
                         JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.attnum ORDER BY k.n)::text[] AS columns
            FROM pg_constraint c JOIN pg_class t ON t.oid = c.conrelid JOIN pg_namespace n ON n.oid = t.relnamespace
            WHERE c.contype = 'f' AND c.conparentid = 0 AND n.nspname NOT IN ('pg_catalog', 'information_schema')
              AND NOT EXISTS (SELECT FROM pg_index i WHERE i.indrelid = c.conrelid AND i.indisvalid AND i.indpred IS NULL
                              AND (i.indkey::int2[])[0:cardinality(c.conkey) - 1] @> c.conkey)
            ORDER BY 1, 2""";

    private final String dataSource;

    ForeignKeyAdvice(String dataSource) {
        this.dataSource = dataSource;
    }

    Future<List<IndexAdvice>> find(CatalogConnections catalog) {
        return catalog.ask(QUERY, Tuple.tuple()).map(rows -> {
            List<IndexAdvice> advice = new ArrayList<>();
            for (Row row : rows) {
                advice.add(new IndexAdvice(dataSource, IndexAdvice.Kind.FOREIGN_KEY, row.getString("referencing"),
                        List.of(row.getArrayOfStrings("columns")),
                        "no index begins with the columns of the foreign key " + row.getString("conname")
                                + ": each row deleted "
                                + "from " + row.getString("referenced") + " reads the whole table",
                        null));
            }
            return advice;
        });
    }
}
