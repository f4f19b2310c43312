package io.quarkiverse.strata.command;

import java.util.List;

import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is wrong with a command line, in words. */
final class Usage {

    private Usage() {
    }

    static String problem(ParameterException wrong) {
        if (!(wrong instanceof UnmatchedArgumentException unmatched) || unmatched.getUnmatched().isEmpty()) {
            return wrong.getMessage();
        }
        String first = unmatched.getUnmatched().get(0);
        CommandLine line = wrong.getCommandLine();
        if (first.startsWith("-")) {
            return (line.getParent() == null ? "db" : "db " + line.getCommandName()) + " has no option " + first;
        }
        if (line.getParent() != null) {
            return "db " + line.getCommandName() + " takes no argument " + first;
        }
        List<String> commands = List.copyOf(line.getSubcommands().keySet());
        return "there is no command " + first + ", only " + String.join(", ", commands);
    }
}
