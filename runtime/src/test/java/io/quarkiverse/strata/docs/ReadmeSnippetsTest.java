package io.quarkiverse.strata.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

/** The README shows code that a test runs, and nothing that looks like it. */
class ReadmeSnippetsTest {

    private static final Pattern BLOCK = Pattern.compile("(?s)```java\n(.*?)```");
    private static final Pattern TAG = Pattern.compile("tag::([\\w-]+)\\[]");

    @Test
    void everyJavaBlockStandsBetweenTagsOfATestedSource() {
        List<String> tested = new ArrayList<>();
        for (Path source : Repository.sources("main", "test")) {
            String text = Repository.read(source);
            Matcher tags = TAG.matcher(text);
            while (tags.find()) {
                Repository.tagged(text.lines().toList(), tags.group(1)).ifPresent(lines -> tested.add(plain(lines)));
            }
        }
        Matcher blocks = BLOCK.matcher(Repository.read(Repository.at("README.md")));
        int count = 0;
        while (blocks.find()) {
            String block = plain(blocks.group(1).lines().toList());
            assertThat(tested).as("sources between tags, one of which holds this block of README.md: %s", block)
                    .anyMatch(source -> source.contains(block));
            count++;
        }
        assertThat(count).isPositive();
    }

    private static String plain(List<String> lines) {
        return String.join("\n", lines.stream().map(String::strip).filter(line -> !line.isEmpty()).toList());
    }
}
