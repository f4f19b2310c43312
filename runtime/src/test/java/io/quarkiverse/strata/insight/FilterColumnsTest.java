package io.quarkiverse.strata.insight;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;

/** Only what is understood for certain becomes a column of an index. */
class FilterColumnsTest {

    @Test
    void comparisonsWithValuesCount() {
        FilterColumns columns = FilterColumns.of("((f.rating = $1) AND (f.length > 100) AND (f.length <= '200'::integer))");
        assertThat(columns.equal()).containsExactly("rating");
        assertThat(columns.range()).containsExactly("length");
    }

    @Test
    void arraysCountAsEqualAndCastsToTextAreNoted() {
        FilterColumns columns = FilterColumns
                .of("((id = ANY ($1)) AND ((name)::text = $2) AND (kind = ANY ('{a,b}'::text[])))");
        assertThat(columns.equal()).containsExactly("id", "name", "kind");
        assertThat(columns.asText()).containsExactly("name");
    }

    @Test
    void quotedNamesAreUnquoted() {
        assertThat(FilterColumns.of("(\"Order\".\"a\"\"b AND (c\" = 'it''s (x'::text)").equal())
                .isEqualTo(List.of("a\"b AND (c"));
    }

    @Test
    void theRestIsLeftOut() {
        for (String filter : List.of("((a = $1) OR (b = $2))", "(lower(a) = $1)", "(a = b)", "(a <> $1)", "(a <> ALL ($1))",
                "active", "(NOT active)", "(a IS NULL)", "((a + 1) = $1)", "(a ~~ 'x%'::text)", "(now() > $1)")) {
            FilterColumns columns = FilterColumns.of(filter);
            assertThat(columns.equal()).as(filter).isEmpty();
            assertThat(columns.range()).as(filter).isEmpty();
        }
        assertThat(FilterColumns.of("(((a = $1) OR (b = $2)) AND (c = $3))").equal()).containsExactly("c");
    }
}
