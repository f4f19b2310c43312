package io.quarkiverse.strata.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

/** The page of error codes names every code that the sources have, and no other. */
class ErrorCodesTest {

    private static final Pattern IN_SOURCE = Pattern
            .compile("STRATA-(\\d{4})|Misuse\\.of\\(\\s*(\\d{4})|problems\\.add\\(\\s*(\\d{4})|throw of\\((\\d{4})");
    private static final Pattern IN_PAGE = Pattern.compile("(?m)^\\|STRATA-(\\d{4})$");

    @Test
    void thePageIsComplete() {
        Set<String> used = new TreeSet<>();
        for (Path source : Repository.sources("main")) {
            if (!Repository.name(source).startsWith("integration-tests/")) {
                collect(IN_SOURCE, Repository.read(source), used);
            }
        }
        Set<String> documented = new TreeSet<>();
        collect(IN_PAGE, Repository.read(Repository.at("docs/modules/ROOT/pages/errors.adoc")), documented);
        assertThat(documented).as("codes in errors.adoc, one a table row that begins with |STRATA-nnnn")
                .containsExactlyElementsOf(used);
    }

    private static void collect(Pattern pattern, String text, Set<String> codes) {
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            for (int group = 1; group <= matcher.groupCount(); group++) {
                if (matcher.group(group) != null) {
                    codes.add(matcher.group(group));
                }
            }
        }
    }
}
