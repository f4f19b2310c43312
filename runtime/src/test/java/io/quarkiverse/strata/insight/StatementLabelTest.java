package io.quarkiverse.strata.insight;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import io.quarkiverse.strata.execution.CallOptions;
import io.quarkiverse.strata.execution.StatementRun;
import io.quarkiverse.strata.test.Plain;

class StatementLabelTest {

    @Test
    void whatItDoesAndToWhichTable() {
        assertThat(StatementLabel.label("SELECT \"film\".\"id\" FROM \"film\" WHERE x = $1")).isEqualTo("select film");
        assertThat(StatementLabel.label("insert into public.\"Film\" values (1)")).isEqualTo("insert Film");
        assertThat(StatementLabel.label("UPDATE ONLY film SET a = 1 FROM other")).isEqualTo("update film");
        assertThat(StatementLabel.label("DELETE FROM \"a\"\"b\"")).isEqualTo("delete a\"b");
        assertThat(StatementLabel.label("MERGE INTO film USING x ON true")).isEqualTo("merge film");
        assertThat(StatementLabel.label("SELECT 1")).isEqualTo("select");
        assertThat(StatementLabel.label("VACUUM film")).isEqualTo("other");
    }

    @Test
    void tagsWinAndThereAreFew() {
        StatementLabel labels = new StatementLabel();
        assertThat(labels.of(run("SELECT 1", "mine"))).isEqualTo("mine");
        for (int i = 0; i < 1000; i++) {
            labels.of(run("SELECT " + i + " FROM t" + i, null));
        }
        assertThat(labels.of(run("SELECT 7 FROM t7", null))).isEqualTo("select t7");
        assertThat(labels.of(run("SELECT 1000 FROM t1000", null))).isEqualTo("other");
    }

    private static StatementRun run(String text, String tag) {
        return new StatementRun("ds", Plain.read(text), CallOptions.NONE.withTag(tag), false, "primary", 0, 0, 0, 0, 0, null,
                null);
    }
}
