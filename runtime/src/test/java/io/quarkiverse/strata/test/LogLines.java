package io.quarkiverse.strata.test;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What a room logs while it is open. */
public final class LogLines extends Handler implements AutoCloseable {

    private final Logger logger;
    private final List<LogRecord> records = new CopyOnWriteArrayList<>();

    /** @param name a package or a class */
    public LogLines(String name) {
        logger = Logger.getLogger(name);
        logger.addHandler(this);
    }

    /** The lines with a code. */
    public List<String> with(String code) {
        return records.stream().map(this::text).filter(line -> line.startsWith(code)).toList();
    }

    /** The level of the first line with a code. */
    public Level level(String code) {
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
