package io.quarkiverse.strata.devui;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusDevModeTest;

/** The page of the migrations. Nothing runs at the start, so that there is something to do. */
class MigrationsPageBrowserTest {

    private static final String PAGE = "/q/dev-ui/quarkus-strata/migrations";
    private static final String STATES = "[data-state]";
    private static final String CHIPS = "[data-chip]";
    private static final String BADGES = "qwc-extension-link[namespace='quarkus-strata'] >>> qui-badge";
    private static final int MIGRATIONS = 5;

    private static Browser browser;

    private final Shop shop = new Shop().withReports().set("quarkus.strata.migration.migrate-at-start", "false");

    @RegisterExtension
    final QuarkusDevModeTest application = shop.inDevMode();

    @BeforeAll
    static void open() {
        browser = new Browser();
    }

    @AfterEach
    void leave() {
        browser.leave();
    }

    @AfterAll
    static void close() {
        browser.close();
    }

    @Test
    void whatIsPendingIsAppliedAndWhatFailsIsShown() {
        browser.open(shop.url("/q/dev-ui/extensions"), BADGES);
        browser.awaitText(BADGES, "5 pending", "2", "0");
        browser.screenshot("card");
        openPage();
        browser.awaitText(CHIPS, "5 pending");
        browser.awaitText("#apply", "Apply 5 pending");
        looksAtTheSql();
        isToldWhatFails();
        shop.execute("DROP TABLE customers");
        browser.click("#apply");
        browser.awaitText(CHIPS, "5 applied");
        browser.awaitNone("#failure");
        browser.awaitText("#apply", "Nothing to apply");
        assertThat(browser.isEnabled("#apply")).isFalse();
        assertThat(shop.rows("SELECT id FROM strata_migrations ORDER BY position"))
                .containsExactly("20261101", "20261103", "20261110", "20261115", "20261118");
        looksAtOne();
        choosesTheOtherDataSource();
        assertThat(browser.errors()).isEmpty();
    }

    private void looksAtTheSql() {
        browser.click("#preview");
        browser.await("#sql-preview h4", headings -> headings.size() == MIGRATIONS
                && headings.get(0).equals("20261101 Create customers")
                && headings.get(3).equals("20261115 Index orders outside a transaction"));
        browser.await("#sql-preview >>> pre", all -> all.stream().anyMatch(sql -> sql.contains("UPDATE orders SET number =")));
        browser.screenshot("migrations-preview");
        browser.click("#sql-preview vaadin-button[theme~='primary']");
        browser.awaitNone("#sql-preview h4");
    }

    private void isToldWhatFails() {
        shop.execute("CREATE TABLE customers (id bigint PRIMARY KEY, email text, notes text)");
        browser.click("#apply");
        browser.awaitText("#failure >>> .code", "STRATA-3210");
        browser.awaitText("#failure >>> strong", "Migration 20261101 failed");
        browser.awaitText("#failure >>> .message", "migration 20261101 Create customers"
                + " (io.quarkiverse.strata.devui.shop.M20261101_CreateCustomers) of datasource <default> failed at statement 1"
                + " of 1: relation \"customers\" already exists (42P07)");
        browser.awaitText("#failure >>> .cure", "Nothing of it was kept. Correct it and start again");
        browser.await("#failure >>> li.failed",
                failed -> failed.size() == 1 && failed.get(0).contains("CREATE TABLE customers"));
        browser.awaitText(CHIPS, "4 pending", "1 failed");
        browser.screenshot("migrations-failure");
    }

    private void looksAtOne() {
        browser.click("[data-id='20261110']");
        browser.await(".details >>> pre", all -> all.size() == 4 && all.get(3).equals("ALTER TABLE orders DROP COLUMN number"));
        browser.screenshot("migrations");
        browser.dark(true);
        browser.awaitText(CHIPS, "5 applied");
        browser.click("[data-id='20261110']");
        browser.awaitSome(".details >>> pre");
        browser.screenshot("migrations-dark");
        browser.dark(false);
        browser.awaitText(CHIPS, "5 applied");
    }

    private void choosesTheOtherDataSource() {
        browser.script("find(document, '#data-source')[0].value = 'reports'");
        browser.awaitText(CHIPS, "1 applied");
        browser.awaitText(".description", "Sales");
        browser.script("find(document, '#data-source')[0].value = '<default>'");
        browser.awaitText(CHIPS, "5 applied");
    }

    @Test
    void aRollbackAsksAndWhatOthersDoAppears() {
        openPage();
        String first = browser.tab();
        openPage();
        shop.migrateElsewhere();
        browser.awaitText(CHIPS, "5 applied");
        browser.tab(first);
        browser.awaitText(CHIPS, "5 applied");
        rollsBackOne();
        assertThat(browser.errors()).isEmpty();
        losesNothingInProduction();
        assertThat(browser.errors()).isEmpty();
        isToldWhatIsWrong();
    }

    /** Both count from 0 for the Dev UI's router, or would. */
    @Test
    void badgesOfTwoTabsAreLive() {
        String extensions = shop.url("/q/dev-ui/extensions");
        browser.open(extensions, BADGES);
        browser.awaitText(BADGES, "5 pending", "2", "0");
        String first = browser.tab();
        browser.open(extensions, BADGES);
        browser.awaitText(BADGES, "5 pending", "2", "0");
        shop.migrateElsewhere();
        browser.await(BADGES, badges -> badges.get(0).equals("6"));
        browser.tab(first);
        browser.await(BADGES, badges -> badges.get(0).equals("6"));
        shop.execute("DELETE FROM strata_migrations WHERE id = '20261118'");
        browser.await(BADGES, badges -> badges.get(0).equals("1 pending"));
        assertThat(browser.errors()).isEmpty();
    }

    private void losesNothingInProduction() {
        shop.execute("CREATE TABLE IF NOT EXISTS strata_environment (); COMMENT ON TABLE strata_environment IS"
                + " 'environment: production'");
        browser.click("#rollback");
        browser.await(".guard", notes -> notes.size() == 1 && notes.get(0).contains("is marked as production"));
        assertThat(browser.isEnabled("#rollback-confirm")).isFalse();
        browser.awaitNone("#accept-loss");
        browser.screenshot("migrations-production");
        browser.click("#rollback-cancel");
        browser.awaitNone("#rollback-confirm");
    }

    private void rollsBackOne() {
        browser.click("#rollback");
        browser.awaitText("#rollback-confirm", "Roll back 5 migrations");
        browser.awaitText("[data-lost]", "customers is dropped no rows", "orders is dropped no rows");
        browser.click("#rollback-cancel");
        browser.awaitNone("#rollback-confirm");

        shop.execute("INSERT INTO customers (email, name) SELECT i || '@example.com', 'Customer ' || i"
                + " FROM generate_series(1, 1250) i");
        shop.execute("INSERT INTO orders (customer_id, status, total, number) VALUES (1, 'PAID', 9.90, '2026-1')");
        browser.click("#rollback");
        browser.awaitText("[data-lost]", "customers is dropped 1,250 rows", "orders is dropped 1 row");
        browser.screenshot("migrations-rollback");
        browser.click("#rollback-cancel");
        browser.awaitNone("#rollback-confirm");
        browser.awaitText(CHIPS, "5 applied");

        browser.click("[data-id='20261118']");
        browser.click(".undo");
        browser.awaitText("#rollback-confirm", "Roll back 1 migration");
        assertThat(browser.isEnabled("#rollback-confirm")).isFalse();
        browser.await(".lost li", losses -> losses.size() == 1 && losses.get(0).contains("notes"));
        browser.click("#accept-loss");
        browser.click("#rollback-confirm");
        browser.awaitText(CHIPS, "4 applied", "1 pending");
        assertThat(shop.rows("SELECT count(*) FROM strata_migrations")).containsExactly("4");
        assertThat(shop.rows("SELECT attname FROM pg_attribute WHERE attrelid = 'customers'::regclass AND attname = 'notes'"))
                .containsExactly("notes");
    }

    private void isToldWhatIsWrong() {
        shop.execute("UPDATE strata_migrations SET checksum = 'other' WHERE id = '20261103'");
        shop.execute("UPDATE strata_migrations SET finished = false, steps_done = 0 WHERE id = '20261115'");
        shop.execute(
                "INSERT INTO strata_migrations (id, description, kind, checksum, format, batch, finished, steps, steps_done)"
                        + " VALUES ('20261119', '<img src=x onerror=''window.broken = 1''>', 'java', 'x', 1, 2, true, 1, 1)");
        browser.awaitText(STATES, "Pending", "Missing", "Interrupted", "Applied", "Changed", "Applied");
        browser.await(".description", texts -> texts.get(1).equals("<img src=x onerror='window.broken = 1'>"));
        assertThat(browser.script("return window.broken")).isNull();
        browser.awaitText(CHIPS, "2 applied", "1 pending", "1 changed", "1 missing", "1 interrupted");
        browser.screenshot("migrations-wrong");
    }

    private void openPage() {
        browser.open(shop.url(PAGE), STATES);
        browser.await(STATES, states -> states.size() == MIGRATIONS);
    }
}
