package io.quarkiverse.strata.insight;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.quarkiverse.strata.execution.StatementRun;

/**
 * A short name of a statement for meters, of which there are few: its tag, else what it does and to which table,
 * {@code select film}. Beyond a thousand texts all are {@code other}.
 */
public final class StatementLabel {

    private static final int MOST_TEXTS = 1000;
    private static final String IDENTIFIER = "(\"(?:[^\"]|\"\")+\"|[\\w$]+)";
    private static final Pattern VERB = Pattern.compile("\\b(SELECT|INSERT|UPDATE|DELETE|MERGE)\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern TABLE = Pattern.compile("\\b(?:FROM|INTO|UPDATE)\\s+(?:ONLY\\s+)?" + IDENTIFIER
            + "(?:\\." + IDENTIFIER + ")?", Pattern.CASE_INSENSITIVE);

    private final Map<String, String> labels = new ConcurrentHashMap<>();

    /** The label of a run; never null. */
    public String of(StatementRun run) {
        if (run.options().tag() != null) {
            return run.options().tag();
        }
        String text = run.statement().rendered().text();
        String known = labels.get(text);
        if (known != null) {
            return known;
        }
        if (labels.size() >= MOST_TEXTS) {
            return "other";
        }
        return labels.computeIfAbsent(text, StatementLabel::label);
    }

    static String label(String text) {
        Matcher verb = VERB.matcher(text);
        if (!verb.find()) {
            return "other";
        }
        String operation = verb.group(1).toLowerCase(Locale.ROOT);
        Matcher table = TABLE.matcher(text);
        if (!table.find(verb.start())) {
            return operation;
        }
        String name = table.group(2) == null ? table.group(1) : table.group(2);
        return operation + " " + (name.startsWith("\"") ? name.substring(1, name.length() - 1).replace("\"\"", "\"") : name);
    }
}
