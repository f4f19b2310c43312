package io.quarkiverse.strata.devui;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusDevModeTest;

/** The page of the queries, of a shop that reads a table from end to end. */
class QueriesPageBrowserTest {

    private static final String PAGE = "/q/dev-ui/quarkus-strata/queries";
    private static final String STATEMENTS = "vaadin-grid .sql";
    private static final String SOLD = "SELECT coalesce(sum(quantity), 0)::bigint FROM order_lines WHERE article = $1";
    private static final String BADGES = "qwc-extension-link[namespace='quarkus-strata'] >>> qui-badge";

    private static Browser browser;

    /** Nothing goes to the log: the Dev UI shows that at its foot, and takes what is in it for markup. */
    private final Shop shop = new Shop().set("quarkus.strata.insight.slow-threshold", "4ms")
            .set("quarkus.strata.insight.log-slow", "false")
            .file("db/migration/V20261112__order_lines.sql", """
                    CREATE TABLE order_lines (
                        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
                        order_id bigint NOT NULL REFERENCES orders,
                        article text NOT NULL,
                        quantity int NOT NULL)""");

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
    void statementsAreShownWithTheirCostAndWhatWouldHelp() {
        fill();
        work(); // the first runs are slow for reasons of their own
        browser.open(shop.url(PAGE), STATEMENTS);
        browser.click("#forget");
        browser.awaitText(".none", "No statement ran so far.");
        work();
        looksAtStatements();
        looksAtRuns();
        looksAtSlowOnes();
        looksAtAdvice();
        pausesAndForgets();
        assertThat(browser.script("return window.broken")).isNull();
        assertThat(browser.errors()).isEmpty();
    }

    private void fill() {
        shop.execute("INSERT INTO customers (email, name) SELECT i || '@example.com', 'Customer ' || i"
                + " FROM generate_series(1, 100) i");
        shop.execute("INSERT INTO orders (customer_id, status, total, number) SELECT 1 + i % 100, 'PAID', i, 'N' || i"
                + " FROM generate_series(1, 1000) i");
        shop.execute("INSERT INTO order_lines (order_id, article, quantity) SELECT 1 + i % 1000, 'A' || i % 5000, 1 + i % 5"
                + " FROM generate_series(1, 200000) i");
        shop.execute("ANALYZE");
    }

    private void work() {
        shop.get("/orders/newest?times=40");
        assertThat(shop.get("/orders/twice")).isEqualTo("UniqueViolationException");
        for (int i = 0; i < 3; i++) {
            assertThat(shop.get("/orders/sold?article=A" + i)).isEqualTo(String.valueOf(40 * (1 + i)));
        }
    }

    private void looksAtStatements() {
        browser.await(STATEMENTS, all -> all.size() == 4 && all.contains(SOLD));
        browser.await(".under",
                all -> all.stream().anyMatch(under -> under.matches("newest-orders · OrdersResource\\.newest:\\d+")));
        browser.awaitText("vaadin-grid .pill.error", "1");
        filter("order_lines");
        browser.awaitText(STATEMENTS, SOLD);
        browser.click(STATEMENTS);
        browser.await(".details dd.mono", sites -> sites.size() == 1 && sites.get(0).contains("OrdersResource.sold:"));
        browser.awaitText(".details > div > h4", "Plan of its last slow run");
        filter("");
        browser.await(STATEMENTS, all -> all.size() == 4);
        Number shares = (Number) browser.script("return find(document, 'vaadin-grid .share').filter(shown)"
                + ".reduce((sum, e) => sum + parseFloat(e.title), 0)");
        assertThat(shares.doubleValue()).isBetween(99.0, 101.0);
        browser.screenshot("queries");
        browser.click(STATEMENTS);
    }

    private void looksAtRuns() {
        browser.click("#recent");
        browser.await(STATEMENTS, all -> all.size() > 10 && all.get(0).equals(SOLD));
        filter("INSERT");
        browser.await("vaadin-grid .pill.error", failures -> failures.size() == 1 && failures.get(0).startsWith("STRATA-23"));
        filter("");
        browser.screenshot("queries-recent");
    }

    private void looksAtSlowOnes() {
        browser.click("#slow");
        filter("order_lines");
        browser.await(STATEMENTS, all -> !all.isEmpty() && all.stream().allMatch(SOLD::equals));
        browser.await("vaadin-grid .pill.warning", pills -> !pills.isEmpty());
        browser.script("find(document, 'vaadin-grid .pill.warning')[0].click()");
        browser.awaitText(".step .scan", "Seq Scan on order_lines");
        browser.awaitText(".details [data-advice='public.order_lines'] h4", "An index on public.order_lines (article)");
        browser.screenshot("queries-slow");
        browser.dark(true);
        browser.click("#slow");
        browser.await("vaadin-grid .pill.warning", pills -> !pills.isEmpty());
        browser.script("find(document, 'vaadin-grid .pill.warning')[0].click()");
        browser.awaitText(".step .scan", "Seq Scan on order_lines");
        browser.screenshot("queries-slow-dark");
        browser.dark(false);
    }

    private void looksAtAdvice() {
        browser.open(shop.url(PAGE), "#indexes");
        browser.click("#indexes");
        browser.awaitText(".advice >>> pre", "CREATE INDEX CONCURRENTLY ON public.order_lines (article)",
                "CREATE INDEX CONCURRENTLY ON public.order_lines (order_id)");
        browser.screenshot("queries-advice");
        shop.execute("CREATE INDEX ON order_lines (order_id)");
        browser.click("#look");
        browser.awaitText(".advice >>> pre", "CREATE INDEX CONCURRENTLY ON public.order_lines (article)");
    }

    private void pausesAndForgets() {
        browser.click("#statements");
        browser.click("#forget");
        browser.awaitText(".none", "No statement ran so far.");
        shop.get("/orders/newest?times=1");
        browser.await(STATEMENTS, all -> all.size() == 2);
        browser.click("#pause");
        browser.awaitText(".live", "Paused");
        shop.get("/orders/markup");
        browser.click("#pause");
        browser.await(STATEMENTS,
                all -> all.size() == 3 && all.contains("SELECT '<img src=x onerror=\"window.broken = 1\">'"));
        browser.open(shop.url("/q/dev-ui/extensions"), BADGES);
        browser.await(BADGES, badges -> badges.size() == 3 && badges.get(2).matches("3|\\d+ slow"));
    }

    private static void filter(String text) {
        browser.script("find(document, '#filter')[0].value = arguments[0]", text);
    }
}
