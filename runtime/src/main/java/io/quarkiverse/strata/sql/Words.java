package io.quarkiverse.strata.sql;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** Words to look names up in. Most names are none of them, which their first letter and their length tell mostly. */
final class Words {

    private static final int LONGEST_KEPT_APART = 31;

    private final Set<String> words;
    /** A bit for each length of the words that begin with a letter. */
    private final int[] lengths = new int['z' - 'a' + 1];

    Words(Collection<String> words) {
        this.words = new HashSet<>(words);
        for (String word : words) {
            lengths[word.charAt(0) - 'a'] |= bit(word);
        }
    }

    boolean contains(String word) {
        int letter = word.isEmpty() ? -1 : word.charAt(0) - 'a';
        return letter >= 0 && letter < lengths.length && (lengths[letter] & bit(word)) != 0 && words.contains(word);
    }

    private static int bit(String word) {
        return 1 << Math.min(word.length(), LONGEST_KEPT_APART);
    }
}
