package io.quarkiverse.strata.cache;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What tokens were at one moment.
 *
 * @param tokens by the names that were asked for
 * @param open those of them that a write under way touches
 * @param closed whether nothing can be given nor kept: writes under way may have been forgotten
 * @param catalog the catalog's token
 * @param entry the result that was wanted, null when there is none
 */
record TokenState(Map<String, String> tokens, Set<String> open, boolean closed, String catalog, Entry entry) {

    /** Whether a result with these dependencies may be given or kept. */
    boolean isQuiet(Iterable<String> fields) {
        if (closed) {
            return false;
        }
        for (String field : fields) {
            if (open.contains(field)) {
                return false;
            }
        }
        return true;
    }

    /** Whether nothing has outdated the result. */
    boolean confirms(Entry kept) {
        return kept.tokens().entrySet().stream().allMatch(token -> token.getValue().equals(tokens.get(token.getKey())));
    }

    Map<String, String> of(List<String> fields) {
        Map<String, String> some = new LinkedHashMap<>();
        fields.forEach(field -> some.put(field, tokens.get(field)));
        return some;
    }
}
