package dev.sluice.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.awaitility.core.ThrowingRunnable;
import org.openqa.selenium.By;
import org.openqa.selenium.ElementClickInterceptedException;
import org.openqa.selenium.NoSuchElementException;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;

/** A browser without a window, with one page open. Confined to the test's thread. */
final class Browser implements AutoCloseable {
  /** As wide as a small phone. */
  static final int PHONE = 360;

  static final int DESKTOP = 1280;

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration POLL_INTERVAL = Duration.ofMillis(50);
  private static final int HEIGHT = 900;
  private static final Pattern REQUESTED =
      Pattern.compile(
          "\"method\":\"Network\\.requestWillBeSent\".*?\"request\":\\{.*?\"url\":\"(.*?)\"");

  private final ChromeDriver driver;

  private Browser(ChromeDriver driver) {
    this.driver = driver;
  }

  /** Starts Chromium with a profile of its own. */
  static Browser start() {
    Browser browser = new Browser(Chromium.start());
    browser.width(DESKTOP);
    return browser;
  }

  void open(String address) {
    driver.get(address);
  }

  void width(int pixels) {
    Map<String, Object> metrics =
        Map.of("width", pixels, "height", HEIGHT, "deviceScaleFactor", 1, "mobile", false);
    driver.executeCdpCommand("Emulation.setDeviceMetricsOverride", metrics);
  }

  /** What the person prefers: {@code prefers-color-scheme} and {@code dark}. */
  void prefer(String feature, String value) {
    List<Map<String, String>> features = List.of(Map.of("name", feature, "value", value));
    driver.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("features", features));
  }

  void preferNothing() {
    driver.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("features", List.of()));
  }

  /** Runs a script in the page. */
  Object script(String script, Object... arguments) {
    return driver.executeScript(script, arguments);
  }

  /** What a person reads in the first such element; null if there is none. */
  String text(String selector) {
    return (String) script("return document.querySelector(arguments[0])?.innerText", selector);
  }

  /** The property of each such element: what it is, not what is written in the page's source. */
  List<?> all(String selector, String property) {
    return (List<?>)
        script(
            "return [...document.querySelectorAll(arguments[0])].map(one => one[arguments[1]])",
            selector,
            property);
  }

  /** How many elements there are. */
  int count(String selector) {
    return all(selector, "nodeName").size();
  }

  /** Waits until the text of the first such element has a match. */
  void awaitText(String selector, String pattern) {
    eventually(() -> assertThat(text(selector)).as(selector).containsPattern(pattern));
  }

  /** Waits until there is such an element. */
  void awaitElement(String selector) {
    eventually(() -> assertThat(count(selector)).as(selector).isPositive());
  }

  /** Waits until an assertion holds. */
  void eventually(ThrowingRunnable assertion) {
    await().atMost(PATIENCE).pollInterval(POLL_INTERVAL).untilAsserted(assertion);
  }

  /** Clicks the first such element as soon as there is one that can be. */
  void click(String selector) {
    awaitElement(selector);
    Callable<Boolean> clicked =
        () -> {
          driver.findElement(By.cssSelector(selector)).click();
          return true;
        };
    await()
        .atMost(PATIENCE)
        .pollInterval(POLL_INTERVAL)
        .ignoreException(NoSuchElementException.class)
        .ignoreException(StaleElementReferenceException.class)
        .ignoreException(ElementClickInterceptedException.class)
        .until(clicked);
  }

  /** Presses keys, one after the other, wherever the focus is. */
  void press(CharSequence... keys) {
    new Actions(driver).sendKeys(keys).perform();
  }

  /** What the console complained of since this was called before. */
  List<String> complaints() {
    return driver.manage().logs().get("browser").getAll().stream()
        .map(LogEntry::getMessage)
        .toList();
  }

  /** The addresses of all requests since this was called before. */
  List<String> requests() {
    return driver.manage().logs().get("performance").getAll().stream()
        .flatMap(entry -> REQUESTED.matcher(entry.getMessage()).results())
        .map(found -> found.group(1))
        .toList();
  }

  /** Writes what the whole page looks like. */
  void picture(Path file) throws IOException {
    Map<String, Object> all = Map.of("format", "png", "captureBeyondViewport", true);
    String png = (String) driver.executeCdpCommand("Page.captureScreenshot", all).get("data");
    Files.createDirectories(file.getParent());
    Files.write(file, Base64.getDecoder().decode(png));
  }

  @Override
  public void close() throws WebDriverException {
    driver.quit();
  }
}
