package io.quarkiverse.strata.deployment.version;

import static io.quarkiverse.strata.sql.Sql.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.function.Function;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.strata.ExplainOptions;
import io.quarkiverse.strata.sql.Condition;
import io.quarkiverse.strata.sql.Expression;
import io.quarkiverse.strata.sql.IsJson;
import io.quarkiverse.strata.sql.Statement;
import io.quarkus.test.QuarkusUnitTest;

/** What the server that the application is built for doesn't have fails the build, all of it at once. */
class NewerThanTheTargetTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = new QuarkusUnitTest()
            .withApplicationRoot(archive -> archive.addClasses(Statements.class))
            .overrideConfigKey("quarkus.devservices.enabled", "false")
            .overrideConfigKey("quarkus.datasource.db-kind", "postgresql")
            .overrideConfigKey("quarkus.datasource.db-version", "15.4")
            .overrideConfigKey("quarkus.datasource.reactive.url", "postgresql://localhost:1/none")
            .assertException(failure -> assertThat(messages(failure)).containsExactlyInAnyOrder(
                    message("jsonTable", "JSON_TABLE", 17), message("isJson", "IS JSON", 16),
                    message("atLocal", "AT LOCAL", 17), message("oldRow", "old and new in RETURNING", 18),
                    message("returning", "RETURNING of MERGE", 17),
                    message("withMemory", "EXPLAIN (MEMORY)", 17)));

    static final class Statements {

        static final Statement MERGE = mergeInto("u").using("t").on(col("u.id").eq(col("t.id"))).whenMatched().delete();
        static final Statement TABLE = select(all()).from(jsonTable(jsonb(1), "$"));
        static final Function<Expression<?>, IsJson> BY_REFERENCE = Expression::isJson;
        static final Statement RETURNING = deleteFrom("u").allRows().returning(oldRow().col("id"));

        static final Statement MERGE_RETURNING = mergeInto("u").using("t").on(col("u.id").eq(col("t.id"))).whenMatched()
                .delete().returning(all());

        static final ExplainOptions EXPLAIN = ExplainOptions.PLAN.withVerbose(true).withMemory(true);

        Expression<?> local() {
            return now().atLocal();
        }

        Condition understoodByAll() {
            return col("j").hasKey("k");
        }
    }

    private static String message(String method, String clause, int version) {
        return "STRATA-1401: " + Statements.class.getName() + " calls " + method + "(…), and " + clause + " needs PostgreSQL "
                + version + " or newer, while quarkus.datasource.db-version says 15. Write the statement without it, or raise "
                + "db-version.";
    }

    private static Stream<String> messages(Throwable failure) {
        return Stream.iterate(failure, java.util.Objects::nonNull, Throwable::getCause)
                .flatMap(cause -> Stream.concat(Stream.of(cause), Stream.of(cause.getSuppressed())))
                .map(Throwable::getMessage).filter(message -> message != null && message.startsWith("STRATA-")).distinct();
    }

    @Test
    void buildFails() {
        fail("The build must have failed");
    }
}
