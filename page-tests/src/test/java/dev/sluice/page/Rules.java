package dev.sluice.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** Rules for pages that people with little sight, no mouse or a small screen can use. */
final class Rules {
  private static final String SCRIPT = read("rules.js");

  private Rules() {}

  /** What of the page breaks a rule, a line each. */
  static List<?> brokenBy(Browser browser) {
    return (List<?>) browser.script(SCRIPT);
  }

  private static String read(String name) {
    try (InputStream in = Objects.requireNonNull(Rules.class.getResourceAsStream("/" + name))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + name, e);
    }
  }
}
