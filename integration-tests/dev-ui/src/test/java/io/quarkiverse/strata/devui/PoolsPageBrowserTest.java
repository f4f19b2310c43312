package io.quarkiverse.strata.devui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusDevModeTest;

/** The page of the pools: a primary and two real standbys, one of which falls behind, the other one dies. */
class PoolsPageBrowserTest {

    private static final String PAGE = "/q/dev-ui/quarkus-strata/pools";
    private static final String STATES = ".state";
    private static final String BADGES = "qwc-extension-link[namespace='quarkus-strata'] >>> qui-badge";
    private static final String FIRST = "article:nth-of-type(2)";
    private static final String SECOND = "article:nth-of-type(3)";

    private static Browser browser;

    private final Shop shop = Shop.withStandbys(2).set("quarkus.strata.replicas.max-lag", "1s");

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
    void serversAndTheirPoolsAreShownAsTheyChange() {
        browser.open(shop.url("/q/dev-ui/extensions"), BADGES);
        browser.await(BADGES, badges -> badges.size() == 3 && badges.get(0).equals("5") && badges.get(1).equals("3"));
        browser.open(shop.url(PAGE), STATES);
        browser.awaitText(STATES, "Up", "Up", "Up");
        browser.awaitText("article strong", "Primary", "Replica", "Replica");
        assertThat(browser.texts(".address")).hasSize(3).allMatch(address -> address.matches(".+:\\d+"))
                .doesNotHaveDuplicates();
        countsConnections();
        showsReads();
        tellsWhoIsBehindAndWhoIsDown();
        assertThat(browser.errors()).isEmpty();
    }

    private void countsConnections() {
        CompletableFuture<String> held = CompletableFuture.supplyAsync(() -> shop.get("/orders/hold?connections=12&seconds=5"));
        browser.awaitText("[data-pool='primary'] .in-use", "10");
        browser.awaitText("[data-pool='primary'] .alarm", "2");
        browser.await("[data-pool='primary'] [data-curve='in-use'] figcaption", texts -> texts.get(0).endsWith("peak 10"));
        assertThat(held.join()).isEqualTo("12");
        browser.awaitText("[data-pool='primary'] .in-use", "0");
        browser.awaitNone("[data-pool='primary'] .alarm");
    }

    private void showsReads() {
        for (int i = 0; i < 6; i++) {
            shop.get("/orders/newest?times=" + (400 + 150 * (i % 3)));
        }
        browser.await("article [data-curve='rate'] figcaption b", peaks -> peaks.size() == 3
                && peaks.stream().allMatch(peak -> Integer.parseInt(peak.replace(",", "")) > 10));
        browser.screenshot("pools");
    }

    private void tellsWhoIsBehindAndWhoIsDown() {
        List<String> addresses = browser.texts(".address");
        Shop.executeAt(addresses.get(1), "SELECT pg_wal_replay_pause()");
        Shop.executeAt(addresses.get(0), "INSERT INTO customers (email, name) VALUES ('ada@example.com', 'Ada')");
        browser.awaitText(FIRST + " " + STATES, "Lagging");
        Shop.executeAt(addresses.get(2), "COPY (SELECT) TO PROGRAM "
                + "'cat >/dev/null; (sleep 0.5; kill -QUIT $(head -n 1 postmaster.pid)) >/dev/null 2>&1 &'");
        browser.awaitText(SECOND + " " + STATES, "Down");
        browser.await(".reason", reasons -> reasons.size() == 2 && reasons.stream().noneMatch(String::isEmpty));
        browser.awaitText("article:nth-of-type(1) " + STATES, "Up");
        browser.dark(true);
        browser.awaitText(STATES, "Up", "Lagging", "Down");
        for (int i = 0; i < 8; i++) {
            shop.get("/orders/newest?times=300");
        }
        browser.await("qui-badge", badges -> badges.contains("2 of 3 out"));
        browser.screenshot("pools-dark");
        browser.dark(false);
        browser.open(shop.url("/q/dev-ui/extensions"), BADGES);
        browser.await(BADGES, badges -> badges.size() == 3 && badges.get(1).equals("2 of 3 out"));
    }
}
