package io.quarkiverse.strata.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

/** Every include and every reference in the documentation leads somewhere, and every page is in its navigation. */
class PagesTest {

    private static final String MODULE = "docs/modules/ROOT/";
    private static final Pattern INCLUDE = Pattern.compile("(?m)^include::([^\\[]+)\\[(?:tags?=([\\w-]+))?.*]$");
    private static final Pattern REFERENCE = Pattern.compile("xref:([^#\\[]*)(?:#([^\\[]+))?\\[");
    private static final Pattern ANCHOR = Pattern.compile("\\[(?:\\[|#|id=\")([\\w-]+)");

    @Test
    void includesResolve() {
        List<String> wrong = new ArrayList<>();
        for (Path page : Repository.files(MODULE + "pages", ".adoc")) {
            Matcher include = INCLUDE.matcher(Repository.read(page));
            while (include.find()) {
                Path target = include.group(1).startsWith("{examplesdir}/")
                        ? Repository.at(MODULE + "examples/" + include.group(1).substring("{examplesdir}/".length()))
                        : page.resolveSibling(include.group(1));
                if (!Files.exists(target)) {
                    wrong.add(Repository.name(page) + ": no file " + include.group(1));
                } else if (include.group(2) != null
                        && Repository.tagged(Repository.read(target).lines().toList(), include.group(2)).isEmpty()) {
                    wrong.add(Repository.name(page) + ": no tag " + include.group(2) + " in " + include.group(1));
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void referencesResolve() {
        List<String> wrong = new ArrayList<>();
        for (Path file : Repository.files(MODULE, ".adoc")) {
            Matcher reference = REFERENCE.matcher(Repository.read(file));
            while (reference.find()) {
                Path page = reference.group(1).isEmpty() ? file : Repository.at(MODULE + "pages/" + reference.group(1));
                if (!Files.exists(page)) {
                    wrong.add(Repository.name(file) + ": no page " + reference.group(1));
                } else if (reference.group(2) != null && !anchors(page).contains(reference.group(2))) {
                    wrong.add(Repository.name(file) + ": no section " + reference.group(2) + " in " + Repository.name(page));
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void everyPageIsInTheNavigation() {
        String navigation = Repository.read(Repository.at(MODULE + "nav.adoc"));
        List<String> pages = Repository.files(MODULE + "pages", ".adoc").stream().map(Repository::name)
                .filter(name -> !name.contains("/includes/")).map(name -> name.substring(name.lastIndexOf('/') + 1)).toList();
        assertThat(pages).isNotEmpty().allMatch(page -> navigation.contains("xref:" + page + "["));
    }

    /** Explicit ids, and those that Antora makes of the titles of sections. */
    private static Set<String> anchors(Path page) {
        Set<String> anchors = new HashSet<>();
        for (String line : Repository.read(page).lines().toList()) {
            if (line.matches("={2,5} .*")) {
                anchors.add(line.substring(line.indexOf(' ') + 1).toLowerCase(Locale.ROOT).replaceAll("[^\\w .-]", "")
                        .replaceAll("[ .-]+", "-").replaceAll("^-|-$", ""));
            }
            Matcher explicit = ANCHOR.matcher(line);
            while (explicit.find()) {
                anchors.add(explicit.group(1));
            }
        }
        return anchors;
    }
}
