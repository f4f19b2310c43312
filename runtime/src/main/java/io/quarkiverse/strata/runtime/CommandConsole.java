package io.quarkiverse.strata.runtime;

import java.io.Console;
import java.io.PrintStream;
import java.util.logging.Formatter;
import java.util.logging.Level;

import org.jboss.logmanager.ExtFormatter;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.formatters.PatternFormatter;

import io.quarkiverse.strata.command.CommandTerminal;

/** The process's own streams. From the beginning of a command on, the standard output is the command's alone. */
final class CommandConsole implements CommandTerminal {

    private static final String INSIGHT = "io.quarkiverse.strata.insight.SlowQueries";

    private final PrintStream out;

    private CommandConsole(PrintStream out) {
        this.out = out;
    }

    /** Takes the standard output: whatever else writes there, the log above all, goes to the error output from now on. */
    static CommandConsole take() {
        PrintStream out = System.out;
        System.setOut(System.err);
        return new CommandConsole(out);
    }

    /**
     * How the console's log looks: no banner, and nothing below a warning unless it is asked for. Seeders and migrations are
     * made of slow statements, which is no news to whoever runs them. It writes by itself: a native executable's handler keeps
     * the standard output that it was built with.
     */
    static Formatter logFormat(boolean verbose, PrintStream err) {
        ExtFormatter pattern = new PatternFormatter("%-5p [%c{2.}] %s%e%n");
        return new ExtFormatter() {
            @Override
            public String format(ExtLogRecord record) {
                boolean news = record.getLevel().intValue() >= Level.WARNING.intValue()
                        && !INSIGHT.equals(record.getLoggerName());
                if (verbose || news) {
                    err.print(pattern.format(record));
                }
                return "";
            }
        };
    }

    @Override
    public void out(String line) {
        out.println(line);
        out.flush();
    }

    @Override
    public void err(String line) {
        System.err.println(line);
    }

    @Override
    public String ask(String question) {
        Console console = System.console();
        return console == null ? null : console.readLine("%s", question);
    }
}
