package io.quarkiverse.strata.deployment.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.strata.Database;
import io.quarkiverse.strata.sql.Query;
import io.quarkiverse.strata.sql.Sql;
import io.quarkiverse.strata.sql.Statement;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Uni;

/** Each statement that names a record without an annotation is told, in one build. */
class UnmappedRecordInStatementsTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = MappingApplication.of(UnmappedRecordInStatementsTest.class)
            .assertException(failure -> assertThat(messages(failure)).containsExactlyInAnyOrder(
                    message("Selected", "select"), message("Inserted", "insertInto"), message("Updated", "update"),
                    message("Deleted", "deleteFrom"), message("Joined", "from"), message("Read", "as"),
                    message("Found", "find")));

    record Selected(long id) {
    }

    record Inserted(long id) {
    }

    record Updated(long id) {
    }

    record Deleted(long id) {
    }

    record Joined(long id) {
    }

    record Read(long id) {
    }

    record Found(long id) {
    }

    static final class Users {

        static final Query<Selected> SELECTED = Sql.select(Selected.class);
        static final Statement INSERTED = Sql.insertInto(Inserted.class).columns("id").values(1);
        static final Statement UPDATED = Sql.update(Updated.class).set("id", 1).allRows();
        static final Statement DELETED = Sql.deleteFrom(Deleted.class).allRows();
        static final Statement JOINED = Sql.select(Sql.all()).from(Joined.class);

        Query<Read> read() {
            return Sql.sql("SELECT 1 AS id").as(Read.class);
        }

        Uni<Found> found(Database db) {
            return db.find(Found.class, 1L);
        }
    }

    private static String message(String record, String method) {
        String test = UnmappedRecordInStatementsTest.class.getName();
        return "STRATA-4108: " + test + "$Users uses the record " + test + "$" + record + " in " + method
                + "(…), but it is not mapped. Annotate " + test + "$" + record + " with @Table(\"name\") when it stands for a "
                + "table, or with @Projection when it only receives results.";
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
