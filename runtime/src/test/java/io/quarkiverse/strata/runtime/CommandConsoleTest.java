package io.quarkiverse.strata.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;

import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.Level;
import org.junit.jupiter.api.Test;

/** What of the log is seen beside a command. */
class CommandConsoleTest {

    private static final String SLOW = "io.quarkiverse.strata.insight.SlowQueries";
    private static final String OTHER = "io.quarkiverse.strata.seeding.Seeders";

    @Test
    void warningsAreSeenAndSlowStatementsAreNot() {
        assertThat(shown(false, Level.WARN, OTHER)).isEqualTo("WARN  [io.qu.st.se.Seeders] It is told\n");
        assertThat(shown(false, Level.INFO, OTHER)).isEmpty();
        assertThat(shown(false, Level.WARN, SLOW)).isEmpty();
    }

    @Test
    void allIsSeenWhereItIsAskedFor() {
        assertThat(shown(true, Level.INFO, OTHER)).isEqualTo("INFO  [io.qu.st.se.Seeders] It is told\n");
        assertThat(shown(true, Level.WARN, SLOW)).isEqualTo("WARN  [io.qu.st.in.SlowQueries] It is told\n");
    }

    private static String shown(boolean verbose, Level level, String logger) {
        ExtLogRecord record = new ExtLogRecord(level, "It is told", CommandConsoleTest.class.getName());
        record.setLoggerName(logger);
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        String left = CommandConsole.logFormat(verbose, new PrintStream(err, true)).format(record);
        assertThat(left).as("what the handler writes, wherever that is").isEmpty();
        return err.toString().replace(System.lineSeparator(), "\n");
    }
}
