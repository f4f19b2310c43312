package io.quarkiverse.strata.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.inject.Singleton;

import io.quarkiverse.strata.execution.StatementListener;
import io.quarkiverse.strata.execution.StatementRun;

/** Hears of every statement for {@link Statements}. A bean in tests alone. */
@Singleton
public class StatementRecorder implements StatementListener {

    private final Set<Recording> recordings = ConcurrentHashMap.newKeySet();

    @Override
    public void ended(StatementRun run) {
        recordings.forEach(recording -> recording.add(run));
    }

    Recording start() {
        Recording recording = new Recording();
        recordings.add(recording);
        return recording;
    }

    final class Recording {

        private final List<StatementRun> runs = new ArrayList<>();

        private synchronized void add(StatementRun run) {
            runs.add(run);
        }

        void stop() {
            recordings.remove(this);
        }

        synchronized RecordedStatements statements() {
            return new RecordedStatements(runs);
        }
    }
}
