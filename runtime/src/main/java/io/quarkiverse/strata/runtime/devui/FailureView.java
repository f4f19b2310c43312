package io.quarkiverse.strata.runtime.devui;

import io.quarkiverse.strata.DatabaseException;
import io.quarkiverse.strata.MigrationException;

/**
 * A failure, taken apart for people.
 *
 * @param code Strata's code, or null
 * @param message what happened, without the code, the statement and the cure
 * @param statement the statement that failed, or null
 * @param cure what to do, or null where the message says it
 * @param sqlState PostgreSQL's code, or null
 * @param migration the id of the migration that failed, or null
 */
public record FailureView(String code, String message, String statement, String cure, String sqlState, String migration) {

    static FailureView of(Throwable failure) {
        if (!(failure instanceof DatabaseException known)) {
            return uncoded(failure);
        }
        String message = withoutCode(String.valueOf(known.getMessage()), known.code());
        String statement = known.details().statement();
        String cure = null;
        int at = statement == null ? -1 : message.indexOf("\n" + statement);
        if (at >= 0) {
            cure = message.substring(at + 1 + statement.length()).strip();
            message = message.substring(0, at);
        }
        return new FailureView(known.code(), message, statement, cure == null || cure.isEmpty() ? null : cure,
                known.details().sqlState(), known instanceof MigrationException migration ? migration.migration() : null);
    }

    /** Misuse is an exception of Java whose message begins with the code. */
    private static FailureView uncoded(Throwable failure) {
        String message = failure.getMessage() == null ? failure.toString() : failure.getMessage();
        String code = message.matches("(?s)STRATA-\\d{4}: .*") ? message.substring(0, message.indexOf(":")) : null;
        return new FailureView(code, code == null ? message : withoutCode(message, code), null, null, null, null);
    }

    private static String withoutCode(String message, String code) {
        return message.startsWith(code + ": ") ? message.substring(code.length() + 2) : message;
    }
}
