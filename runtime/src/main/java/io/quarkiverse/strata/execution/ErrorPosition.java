package io.quarkiverse.strata.execution;

import java.util.Arrays;
import java.util.List;

import io.vertx.pgclient.PgException;

/** Where in a statement the server met an error: that line and its neighbours, with a caret beneath the place. */
public final class ErrorPosition {

    /** Characters of a line; longer ones are cut around the place. */
    private static final int WIDTH = 100;

    private ErrorPosition() {
    }

    /**
     * The lines, for people:
     *
     * <pre>{@code
     * 1 | SELECT title,
     * 2 |   lenght
     *   |   ^
     * 3 | FROM film
     * }</pre>
     *
     * @param failure what a driver told
     * @param statement the statement's text with {@code $n}, null when there is none
     * @param before how many characters were sent before the text
     * @return the lines, each behind a line break; empty when the server named no place, or none of this text
     */
    public static String shown(Throwable failure, String statement, int before) {
        if (statement == null || !(failure instanceof PgException server) || server.getPosition() == null) {
            return "";
        }
        int[] text = statement.codePoints().toArray();
        int at = Integer.parseInt(server.getPosition()) - 1 - before;
        if (at < 0 || at > text.length) {
            return "";
        }
        List<String> lines = List.of(statement.split("\n", -1));
        int line = 0;
        int column = at;
        while (line < lines.size() - 1 && column > length(text, at - column)) {
            column -= length(text, at - column) + 1;
            line++;
        }
        return shown(lines, line, column);
    }

    /** The length of the line that begins here. */
    private static int length(int[] text, int start) {
        int end = start;
        while (end < text.length && text[end] != '\n') {
            end++;
        }
        return end - start;
    }

    private static String shown(List<String> lines, int line, int column) {
        int last = Math.min(line + 1, lines.size() - 1);
        int digits = String.valueOf(last + 1).length();
        StringBuilder shown = new StringBuilder();
        for (int i = Math.max(0, line - 1); i <= last; i++) {
            int[] characters = lines.get(i).codePoints().map(each -> Character.isISOControl(each) ? ' ' : each).toArray();
            int start = i == line ? Math.max(0, Math.min(column - WIDTH / 2, characters.length - WIDTH)) : 0;
            int end = Math.min(characters.length, start + WIDTH);
            int[] part = Arrays.copyOfRange(characters, start, end);
            shown.append(String.format("\n%" + digits + "d | ", i + 1)).append(start > 0 ? "…" : "")
                    .append(new String(part, 0, part.length)).append(end < characters.length ? "…" : "");
            if (i == line) {
                shown.append('\n').append(" ".repeat(digits)).append(" | ")
                        .append(" ".repeat(column - start + (start > 0 ? 1 : 0))).append('^');
            }
        }
        return shown.toString();
    }
}
