package io.quarkiverse.strata.sql;

import java.util.regex.Pattern;

/** Checks operators that come as strings: they have characters of their own, so that nothing else gets into the text. */
final class Operators {

    private static final Pattern OPERATOR = Pattern.compile("[-+*/<>=~!@#%^&|`?]{1,63}");

    private Operators() {
    }

    static String check(String operator, String call) {
        if (operator == null || !OPERATOR.matcher(operator).matches() || operator.contains("--")
                || operator.contains("/*")) {
            throw Misuse.of(1104, call + "(…) takes an operator as PostgreSQL writes it: \"<\", \"~>~\".");
        }
        return operator;
    }
}
