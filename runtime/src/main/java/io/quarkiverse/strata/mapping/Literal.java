package io.quarkiverse.strata.mapping;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.quarkiverse.strata.sql.MultiRange;
import io.quarkiverse.strata.sql.Range;

/** Reads the text of arrays, composites, ranges and hstore exactly as PostgreSQL writes it. */
final class Literal {

    private final String text;
    private int at;
    private boolean quoted;

    private Literal(String text) {
        this.text = text;
    }

    /** An array's elements: null, texts or, for further dimensions, lists of those. Of a vector, its numbers. */
    static List<Object> array(String text) {
        if (text.startsWith("[") && text.endsWith("]")) {
            return array("{" + text.substring(1, text.length() - 1) + "}");
        }
        Literal literal = new Literal(text);
        if (text.startsWith("[")) {
            literal.at = text.indexOf('=') + 1; // bounds, as in [0:1]={1,2}
        }
        List<Object> elements = literal.elements();
        literal.end();
        return elements;
    }

    private List<Object> elements() {
        List<Object> elements = new ArrayList<>();
        expect('{');
        if (accept('}')) {
            return elements;
        }
        do {
            if (peek() == '{') {
                elements.add(elements());
            } else {
                String element = word(",}", false);
                elements.add(!quoted && element.equals("NULL") ? null : element);
            }
        } while (accept(','));
        expect('}');
        return elements;
    }

    /** The fields of a composite value, null for NULL. */
    static List<String> composite(String text) {
        Literal literal = new Literal(text);
        List<String> fields = new ArrayList<>();
        literal.expect('(');
        do {
            String field = literal.word(",)", true);
            fields.add(!literal.quoted && field.isEmpty() ? null : field);
        } while (literal.accept(','));
        literal.expect(')');
        literal.end();
        return fields;
    }

    static Range<Object> range(String text, Decoder bounds) {
        Literal literal = new Literal(text);
        Range<Object> range = literal.range(bounds);
        literal.end();
        return range;
    }

    private Range<Object> range(Decoder bounds) {
        if (text.startsWith("empty", at)) {
            at += 5;
            return Range.empty();
        }
        boolean lowerInclusive = accept('[');
        if (!lowerInclusive) {
            expect('(');
        }
        Object lower = bound(",", bounds);
        expect(',');
        Object upper = bound(")]", bounds);
        boolean upperInclusive = accept(']');
        if (!upperInclusive) {
            expect(')');
        }
        return new Range<>(lower, upper, lowerInclusive, upperInclusive, false);
    }

    private Object bound(String ends, Decoder bounds) {
        String bound = word(ends, true);
        return !quoted && bound.isEmpty() ? null : bounds.parse(bound);
    }

    static MultiRange<Object> multiRange(String text, Decoder bounds) {
        Literal literal = new Literal(text);
        List<Range<Object>> ranges = new ArrayList<>();
        literal.expect('{');
        if (!literal.accept('}')) {
            do {
                ranges.add(literal.range(bounds));
            } while (literal.accept(','));
            literal.expect('}');
        }
        literal.end();
        return new MultiRange<>(ranges);
    }

    /** The pairs of an hstore, values null for NULL. */
    static Map<String, String> hstore(String text) {
        Literal literal = new Literal(text);
        Map<String, String> pairs = new LinkedHashMap<>();
        while (literal.at < text.length()) {
            String key = literal.word("=", false);
            literal.expect('=');
            literal.expect('>');
            String value = literal.word(",", false);
            pairs.put(key, !literal.quoted && value.equals("NULL") ? null : value);
            if (literal.accept(',')) {
                literal.accept(' ');
            }
        }
        return pairs;
    }

    /** Up to one of the ends; a quoted part has its backslashes and, in composites and ranges, doubled quotes taken off. */
    private String word(String ends, boolean doubled) {
        StringBuilder word = new StringBuilder();
        boolean open = false;
        quoted = false;
        while (open || ends.indexOf(peek()) < 0) {
            char next = next();
            if (next == '\\') {
                word.append(next());
            } else if (next == '"' && open && doubled && at < text.length() && peek() == '"') {
                word.append(next());
            } else if (next == '"') {
                open = !open;
                quoted = true;
            } else {
                word.append(next);
            }
            if (!open && at == text.length() && ends.equals(",")) {
                break; // the last value of an hstore
            }
        }
        return word.toString();
    }

    private char peek() {
        if (at >= text.length()) {
            throw broken();
        }
        return text.charAt(at);
    }

    private char next() {
        char next = peek();
        at++;
        return next;
    }

    private boolean accept(char wanted) {
        boolean found = at < text.length() && text.charAt(at) == wanted;
        at += found ? 1 : 0;
        return found;
    }

    private void expect(char wanted) {
        if (!accept(wanted)) {
            throw broken();
        }
    }

    private void end() {
        if (at < text.length()) {
            throw broken();
        }
    }

    private static ConversionException broken() {
        return new ConversionException("its text isn't in PostgreSQL's notation of that type. Check the type in @Column");
    }
}
