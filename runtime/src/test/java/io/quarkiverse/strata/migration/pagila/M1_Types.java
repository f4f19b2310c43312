package io.quarkiverse.strata.migration.pagila;

import io.quarkiverse.strata.migration.Migration;
import io.quarkiverse.strata.schema.Schema;

public final class M1_Types implements Migration {

    @Override
    public void up(Schema schema) {
        schema.createDomain("b\u0131g\u0131nt", "bigint");
        schema.createEnum("mpaa_rating", "G", "PG", "PG-13", "R", "NC-17");
        schema.createDomain("year", "integer").check("year_check", "VALUE >= 1901 AND VALUE <= 2155");
        Pagila.NUMBERED.forEach(entity -> schema.createSequence("%1$s_%1$s_id_seq".formatted(entity), sequence -> {
        }));
    }
}
