package dev.sluice.twitter.peer;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A rule of the application. Immutable.
 *
 * @param tag empty if it has none
 */
record Rule(String id, String value, String tag) {

  /**
   * Whether a text has one of the rule's words; operators such as {@code lang:} and what words have
   * in common do not count here, and a rule of operators alone matches all.
   */
  boolean matches(String text) {
    List<String> words =
        Arrays.stream(value.split("[\\s()\"]+"))
            .filter(word -> !word.isEmpty() && !word.contains(":"))
            .filter(word -> !word.matches("OR|AND|-.*"))
            .map(word -> word.toLowerCase(Locale.ROOT))
            .toList();
    String lower = text.toLowerCase(Locale.ROOT);
    return words.isEmpty() || words.stream().anyMatch(lower::contains);
  }

  /** Whether the service would take it: not too long, and more than restrictions. */
  static boolean isValid(String value) {
    return value.length() <= 1024 && !value.matches("(-?(has|is|lang|sample):\\S+\\s*)+");
  }
}
