package dev.sluice.page;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LoggingPreferences;

/** Starts the browser that is installed; none is downloaded. */
final class Chromium {
  private static final List<String> BROWSERS =
      List.of("chromium", "chromium-browser", "google-chrome");
  private static final String DRIVER_PROPERTY = "webdriver.chrome.driver";
  private static final List<String> DRIVERS = List.of("chromedriver");

  /**
   * Chromium's own sandbox is not to be had by root, and what it would ask of other hosts is not
   * what is tested.
   */
  private static final List<String> ARGUMENTS =
      List.of(
          "--headless=new",
          "--no-sandbox",
          "--disable-gpu",
          "--hide-scrollbars",
          "--disable-dev-shm-usage",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync");

  private Chromium() {}

  /** A new one, with the console's complaints and all requests logged. */
  static ChromeDriver start() {
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable("browser", Level.WARNING);
    logs.enable("performance", Level.ALL);
    ChromeOptions options = new ChromeOptions();
    options.setBinary(found(BROWSERS).toFile());
    options.addArguments(ARGUMENTS);
    options.setCapability("goog:loggingPrefs", logs);
    options.setExperimentalOption("perfLoggingPrefs", Map.of("enableNetwork", true));
    System.setProperty(DRIVER_PROPERTY, found(DRIVERS).toString());
    return new ChromeDriver(options);
  }

  private static Path found(List<String> names) {
    List<Path> directories =
        Arrays.stream(System.getenv("PATH").split(File.pathSeparator)).map(Path::of).toList();
    return names.stream()
        .flatMap(name -> directories.stream().map(directory -> directory.resolve(name)))
        .filter(file -> file.toFile().canExecute())
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "Cannot start a browser: found none of %s in %s; on Debian, install chromium and chromium-driver"
                        .formatted(names, directories)));
  }
}
