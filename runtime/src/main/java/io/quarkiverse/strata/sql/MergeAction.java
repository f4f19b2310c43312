package io.quarkiverse.strata.sql;

import java.util.List;

/** What a WHEN of a MERGE does. */
sealed interface MergeAction extends Node {

    /** UPDATE. */
    record Change(List<Assignment> assignments) implements MergeAction {

        @Override
        public void writeTo(SqlWriter writer) {
            writer.sql("UPDATE SET ");
            Lists.commas(writer, assignments);
        }
    }

    /** INSERT. @param assignments none for DEFAULT VALUES */
    record Add(List<Assignment> assignments, String overriding) implements MergeAction {

        @Override
        public void writeTo(SqlWriter writer) {
            if (assignments.isEmpty()) {
                writer.sql("INSERT").sql(overriding).sql(" DEFAULT VALUES");
                return;
            }
            writer.sql("INSERT (");
            Lists.commas(writer, assignments, assignment -> writer.node(assignment.targets().get(0)));
            writer.sql(")").sql(overriding).sql(" VALUES (");
            Lists.commas(writer, assignments, assignment -> Precedence.OR.write(writer, assignment.value()));
            writer.sql(")");
        }
    }

    /** DELETE or DO NOTHING. */
    record Plain(String words) implements MergeAction {

        @Override
        public void writeTo(SqlWriter writer) {
            writer.sql(words);
        }
    }
}
