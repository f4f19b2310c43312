package io.quarkiverse.strata.command;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a command found or did.
 *
 * @param exitCode the process's
 * @param json what {@code --json} prints, in order
 */
record CommandResult(int exitCode, Map<String, Object> json) {

    static CommandResult done(Map<String, Object> json) {
        return new CommandResult(ExitCode.DONE, json);
    }

    /** A JSON object with its members in order: name, value, name, value, … */
    static Map<String, Object> object(Object... members) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (int i = 0; i < members.length; i += 2) {
            object.put((String) members[i], members[i + 1]);
        }
        return object;
    }
}
