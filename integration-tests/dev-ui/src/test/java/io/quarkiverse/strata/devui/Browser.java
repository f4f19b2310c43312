package io.quarkiverse.strata.devui;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;

import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/** Chromium, looking through the shadow roots of the Dev UI's components. */
final class Browser implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration LOAD = Duration.ofSeconds(15);
    private static final int LOADS = 4;
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");

    /** All elements that match, whichever shadow root they are in; "a >>> b" is a b anywhere within an a. */
    private static final String FIND = """
            const roots = root => [root].concat([...root.querySelectorAll('*')].filter(e => e.shadowRoot)
                .flatMap(e => roots(e.shadowRoot)));
            const within = e => roots(e).concat(e.shadowRoot ? roots(e.shadowRoot) : []);
            const find = (root, selector) => [...new Set(selector.split('>>>').reduce((found, part) => found.flatMap(within)
                .flatMap(r => [...r.querySelectorAll(part)]), [root]))];
            const shown = e => e.checkVisibility ? e.checkVisibility() : true;
            """;

    private final ChromeDriver driver;

    Browser() {
        ChromeOptions options = new ChromeOptions();
        options.setBinary(program("Chromium", "chromium", "chromium-browser", "google-chrome"));
        options.addArguments("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-background-networking",
                "--disable-component-update", "--disable-sync", "--no-first-run", "--disable-dev-shm-usage",
                "--force-device-scale-factor=1", "--lang=en-GB");
        driver = new ChromeDriver(new ChromeDriverService.Builder()
                .usingDriverExecutable(program("Chromium's driver", "chromedriver")).build(), options);
        driver.executeCdpCommand("Emulation.setDeviceMetricsOverride",
                Map.of("width", 1280, "height", 800, "deviceScaleFactor", 1, "mobile", false));
    }

    private static File program(String what, String... names) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .flatMap(directory -> Arrays.stream(names).map(name -> new File(directory, name)))
                .filter(File::canExecute).findFirst()
                .orElseThrow(() -> new IllegalStateException(what + " isn't on the PATH (" + String.join(", ", names)
                        + "): on Debian, apt-get install chromium chromium-driver"));
    }

    /**
     * Opens a page and waits for elements that match. A browser drops what it loads when the machine's networks change, as they
     * do beside containers; then it loads again.
     */
    void open(String url, String selector) {
        for (int i = 0; i < LOADS; i++) {
            driver.get(url);
            try {
                Awaitility.await().atMost(LOAD).pollInterval(Duration.ofMillis(100)).ignoreExceptions()
                        .until(() -> !texts(selector).isEmpty());
                return;
            } catch (ConditionTimeoutException e) {
                if (errors().stream().noneMatch(message -> message.contains("ERR_NETWORK_CHANGED"))) {
                    break;
                }
            }
        }
        awaitSome(selector);
    }

    /** A second tab, which is looked at from now on. @return the first one's name */
    String tab() {
        String first = driver.getWindowHandle();
        driver.switchTo().newWindow(WindowType.TAB);
        return first;
    }

    void tab(String name) {
        driver.switchTo().window(name);
    }

    /** The Dev UI keeps its theme by a number for the pages that follow. */
    void dark(boolean dark) {
        driver.executeScript("localStorage.setItem('qwc-theme-switch-theme-preference', arguments[0])", dark ? "2" : "1");
        driver.navigate().refresh();
    }

    /** The texts of all visible elements that match. */
    @SuppressWarnings("unchecked")
    List<String> texts(String selector) {
        return (List<String>) driver.executeScript(FIND
                + "return find(document, arguments[0]).filter(shown).map(e => e.innerText.trim().replace(/\\s+/g, ' '))",
                selector);
    }

    @SuppressWarnings("unchecked")
    private List<WebElement> elements(String selector) {
        return (List<WebElement>) driver.executeScript(FIND + "return find(document, arguments[0]).filter(shown)", selector);
    }

    List<String> await(String selector, Predicate<List<String>> wanted) {
        try {
            return Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).ignoreExceptions()
                    .until(() -> texts(selector), wanted);
        } catch (ConditionTimeoutException e) {
            screenshot("failure");
            throw new AssertionError("Not what was wanted of " + selector + ": " + texts(selector) + "\nThe page: "
                    + texts("#page > *") + "\nThe console: " + driver.manage().logs().get("browser").getAll(), e);
        }
    }

    void awaitText(String selector, String... texts) {
        await(selector, found -> found.equals(List.of(texts)));
    }

    void awaitSome(String selector) {
        await(selector, found -> !found.isEmpty());
    }

    void awaitNone(String selector) {
        await(selector, List::isEmpty);
    }

    void click(String selector) {
        awaitSome(selector);
        elements(selector).get(0).click();
    }

    boolean isEnabled(String selector) {
        return elements(selector).stream().allMatch(element -> element.getAttribute("disabled") == null);
    }

    /** Leaves the page, whose application is about to stop, closes the other tabs, and forgets all errors. */
    void leave() {
        String kept = driver.getWindowHandle();
        driver.getWindowHandles().stream().filter(tab -> !tab.equals(kept))
                .forEach(tab -> driver.switchTo().window(tab).close());
        driver.switchTo().window(kept);
        driver.get("about:blank");
        errors();
    }

    /** Runs a script in the page; its value. */
    Object script(String script, Object... arguments) {
        return driver.executeScript(FIND + script, arguments);
    }

    /** Messages that the page wrote as errors. */
    List<String> errors() {
        return driver.manage().logs().get("browser").getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= java.util.logging.Level.SEVERE.intValue())
                .map(entry -> entry.getMessage()).filter(Objects::nonNull).toList();
    }

    /** A picture of the page as it is, without the notes of the Dev UI, under {@code target/screenshots}. */
    void screenshot(String name) {
        script("find(document, 'vaadin-notification-container').forEach(e => e.style.display = 'none')");
        try {
            Files.createDirectories(SCREENSHOTS);
            Files.write(SCREENSHOTS.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        driver.quit();
    }
}
