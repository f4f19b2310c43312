package io.quarkiverse.strata.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

/** The tests that contributors are told to guard the rules are there. */
class RulesTest {

    private static final Pattern NAMED = Pattern.compile("`(\\w+)#(\\w+)`");

    @Test
    void whatGuardsARuleIsThere() {
        Map<String, Path> tests = Repository.sources("test").stream()
                .collect(Collectors.toMap(file -> file.getFileName().toString(), file -> file, (one, other) -> one));
        List<MatchResult> named = NAMED.matcher(Repository.read(Repository.at("CONTRIBUTING.md"))).results().toList();
        assertThat(named).hasSizeGreaterThan(50)
                .allSatisfy(test -> assertThat(tests).containsKey(test.group(1) + ".java"))
                .allSatisfy(test -> assertThat(Repository.read(tests.get(test.group(1) + ".java")))
                        .contains("void " + test.group(2) + "("));
    }
}
