package io.quarkiverse.strata.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import io.smallrye.mutiny.Uni;

class InvocationTest {

    @Test
    void whatOnlyLooksHasAnEnd() {
        assertThatThrownBy(() -> Invocation.look(Uni.createFrom().nothing(), Duration.ofSeconds(1)))
                .isInstanceOfSatisfying(CommandException.class, failure -> {
                    assertThat(failure.code()).isEqualTo("STRATA-3407");
                    assertThat(failure.exitCode()).isEqualTo(ExitCode.FAILED);
                })
                .hasMessage(
                        "STRATA-3407: the database gave no answer in 1 s: nothing was changed. See in pg_stat_activity what "
                                + "it waits for; another session may hold a lock on the migrations' history table");
        assertThat(Invocation.look(Uni.createFrom().item("seen"))).isEqualTo("seen");
    }
}
