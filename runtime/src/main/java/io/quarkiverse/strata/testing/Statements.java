package io.quarkiverse.strata.testing;

import java.util.concurrent.Callable;

import org.junit.jupiter.api.function.Executable;

import io.quarkiverse.strata.runtime.TestApplication;

/**
 * Tells which statements ran, so that a test can hold an endpoint to a number of them: one too many is the first sign of a
 * query for each row.
 *
 * <pre>{@code
 * Statements.recorded(() -> when().get("/films/1").then().statusCode(200)).assertCount(3);
 * }</pre>
 *
 * What counts is each statement of each {@code Database} in this JVM that ended meanwhile, failed ones included, whoever sent
 * it. BEGIN, COMMIT and savepoints don't count, and nothing that goes around {@code Database}.
 */
public final class Statements {

    private Statements() {
    }

    /**
     * Records while {@code work} runs; it has to wait for what it starts.
     *
     * @throws RuntimeException what {@code work} throws, as it is
     */
    public static RecordedStatements recorded(Executable work) {
        StatementRecorder.Recording recording = TestApplication.bean(StatementRecorder.class, "Statements.recorded(…)").start();
        try {
            work.execute();
        } catch (Throwable failure) {
            throw Statements.<RuntimeException> sneaky(failure);
        } finally {
            recording.stop();
        }
        return recording.statements();
    }

    /**
     * Fails unless {@code work} runs exactly {@code count} statements.
     *
     * @return what {@code work} returns
     */
    public static <T> T counted(int count, Callable<T> work) {
        Object[] result = new Object[1];
        recorded(() -> result[0] = work.call()).assertCount(count);
        @SuppressWarnings("unchecked")
        T typed = (T) result[0];
        return typed;
    }

    @SuppressWarnings("unchecked")
    private static <F extends Throwable> F sneaky(Throwable failure) throws F {
        throw (F) failure;
    }
}
