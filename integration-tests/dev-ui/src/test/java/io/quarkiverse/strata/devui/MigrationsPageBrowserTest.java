package io.quarkiverse.strata.devui;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusDevModeTest;

/** The page of the migrations, from the first look to the rollback. */
class MigrationsPageBrowserTest {

    private static final String PAGE = "/q/dev-ui/quarkus-strata/migrations";

    private static Browser browser;

    private final Shop shop = new Shop().set("quarkus.strata.migration.migrate-at-start", "false");

    @RegisterExtension
    final QuarkusDevModeTest application = shop.inDevMode();

    @BeforeAll
    static void open() {
        browser = new Browser();
    }

    @AfterAll
    static void close() {
        browser.close();
    }

    @Test
    void theCardSaysHowManyArePending() {
        browser.open(shop.url("/q/dev-ui/extensions"));
        browser.await("qwc-extension-link[namespace='quarkus-strata']", links -> links.contains("Migrations 5 pending"));
    }

    @Test
    void whatIsPendingIsApplied() {
        browser.open(shop.url(PAGE));
        browser.awaitText("[data-state]", "Pending", "Pending", "Pending", "Pending", "Pending");
        browser.awaitText("#apply", "Apply 5 pending");
        browser.screenshot("pending");
        browser.click("#preview");
        browser.awaitSome("qwc-strata-sql");
        browser.screenshot("preview");
        browser.script("find(document, '#sql-preview')[0].opened = false");

        browser.click("#apply");
        browser.awaitText("[data-state]", "Applied", "Applied", "Applied", "Applied", "Applied");
        browser.awaitText("#apply", "Nothing to apply");
        assertThat(shop.rows("SELECT id FROM strata_migrations ORDER BY position"))
                .containsExactly("20261101", "20261103", "20261110", "20261115", "20261118");
        browser.screenshot("applied");
        assertThat(browser.errors()).isEmpty();
    }
}
