package io.quarkiverse.strata.insight;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What this room logs while it is open. */
final class LogLines extends Handler implements AutoCloseable {

    private final Logger logger = Logger.getLogger("io.quarkiverse.strata.insight");
    private final List<LogRecord> records = new CopyOnWriteArrayList<>();

    LogLines() {
        logger.addHandler(this);
    }

    /** The lines with a code. */
    List<String> with(String code) {
        return records.stream().map(this::text).filter(line -> line.startsWith(code)).toList();
    }

    /** The level of the first line with a code. */
    Level level(String code) {
        return records.stream().filter(record -> text(record).startsWith(code)).findFirst().orElseThrow().getLevel();
    }

    private String text(LogRecord record) {
        return record instanceof org.jboss.logmanager.ExtLogRecord extended ? extended.getFormattedMessage()
                : record.getMessage();
    }

    @Override
    public void publish(LogRecord record) {
        records.add(record);
    }

    @Override
    public void flush() {
    }

    @Override
    public void close() {
        logger.removeHandler(this);
    }
}
