package io.quarkiverse.strata.deployment.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.strata.MigrationException;
import io.quarkus.test.QuarkusUnitTest;

class FailingMigrationFailsStartTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = Builds.application(
            Map.of("db/migration/V1__a.sql", "CREATE TABLE a (id int);\nUPDATE nowhere SET id = 1"))
            .assertException(failure -> {
                Throwable told = failure;
                while (told != null && !told.getClass().getName().equals(MigrationException.class.getName())) {
                    told = told.getCause();
                }
                assertThat(told).hasMessage("STRATA-3210: migration 1 A (db/migration/V1__a.sql) of datasource <default> failed"
                        + " at statement 2 of 2: relation \"nowhere\" does not exist (42P01)\n1 | UPDATE nowhere SET id = 1\n"
                        + "  |        ^\nUPDATE nowhere SET id = 1\n"
                        + "Nothing of it was kept. Correct it and start again");
            });

    @Test
    void theMessageIsTheMigrations() {
    }
}
