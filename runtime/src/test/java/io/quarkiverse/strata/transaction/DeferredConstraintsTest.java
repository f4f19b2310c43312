package io.quarkiverse.strata.transaction;

import static io.quarkiverse.strata.test.Plain.write;
import static io.quarkiverse.strata.test.PostgresServer.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import io.quarkiverse.strata.ForeignKeyViolationException;
import io.quarkiverse.strata.Transaction;
import io.quarkiverse.strata.UniqueViolationException;
import io.quarkiverse.strata.sql.SetConstraints;
import io.smallrye.mutiny.Uni;

/** When deferrable constraints are checked. */
class DeferredConstraintsTest extends OneConnection {

    @BeforeAll
    static void tables() {
        test.sql("CREATE TABLE parent (id int8 PRIMARY KEY, number int8 CONSTRAINT parent_number UNIQUE DEFERRABLE)");
        test.sql("CREATE TABLE child (parent int8 CONSTRAINT \"Child's\" REFERENCES parent DEFERRABLE)");
        test.sql("INSERT INTO parent VALUES (1, 1), (2, 2)");
    }

    private static Uni<Integer> childFirst(Transaction tx, int id) {
        return tx.execute(write("INSERT INTO child VALUES (" + id + ")"))
                .chain(() -> tx.execute(write("INSERT INTO parent VALUES (" + id + ")")));
    }

    private static long number(Uni<? extends Number> uni) {
        Number number = await(uni);
        return number.longValue();
    }

    @Test
    void theyAreCheckedAtTheEndOrWhenAsked() {
        assertThatThrownBy(() -> await(db.transaction(tx -> childFirst(tx, 10)))).isInstanceOf(
                ForeignKeyViolationException.class);
        assertThat(number(db.transaction(tx -> tx.deferConstraints().chain(() -> childFirst(tx, 11))))).isEqualTo(1);
        assertThat(number(db.transaction(tx -> tx.deferConstraints("public.Child's").chain(() -> childFirst(tx, 12)))))
                .isEqualTo(1);
        assertThatThrownBy(() -> await(db.transaction(tx -> tx.deferConstraints("parent_number")
                .chain(() -> childFirst(tx, 13))))).isInstanceOf(ForeignKeyViolationException.class);
        assertThatThrownBy(() -> await(db.transaction(tx -> tx.deferConstraints()
                .chain(() -> tx.execute(write("UPDATE parent SET number = 2 WHERE id = 1")))
                .chain(() -> tx.checkConstraints("parent_number"))))).isInstanceOf(UniqueViolationException.class);
    }

    @Test
    void namesAreNames() {
        assertThat(SetConstraints.immediate("a", "S.b")).hasToString("SET CONSTRAINTS a, \"S\".b IMMEDIATE");
        assertThat(SetConstraints.deferred()).hasToString("SET CONSTRAINTS ALL DEFERRED");
        assertThatThrownBy(() -> SetConstraints.deferred("a.b.c")).hasMessageStartingWith("STRATA-1104: ");
    }
}
