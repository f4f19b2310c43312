package io.quarkiverse.strata.deployment;

import java.util.ArrayList;
import java.util.List;

/** What is wrong with the mapped records, all of it, so that one build tells everything. */
final class MappingProblems {

    private final List<String> messages = new ArrayList<>();

    void add(int code, String message) {
        String text = "STRATA-" + code + ": " + message;
        if (!messages.contains(text)) {
            messages.add(text);
        }
    }

    List<String> messages() {
        return messages;
    }

    int size() {
        return messages.size();
    }
}
