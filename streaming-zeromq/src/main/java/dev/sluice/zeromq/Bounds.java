package dev.sluice.zeromq;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** What values of options have to be. */
final class Bounds {
  private static final int LONGEST_NAME = 255;
  private static final Duration SHORTEST = Duration.ofMillis(1);
  private static final Duration LONGEST = Duration.ofHours(1);

  private Bounds() {}

  static int atLeastOne(String what, int number) {
    return Math.toIntExact(atLeastOne(what, (long) number));
  }

  static long atLeastOne(String what, long number) {
    if (number < 1) {
      throw new IllegalArgumentException(
          "Cannot set %s: found %d, expected 1 or more".formatted(what, number));
    }
    return number;
  }

  static Duration length(String what, Duration length) {
    if (length.compareTo(SHORTEST) < 0 || length.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "Cannot set %s: found %s, expected 1 ms to 1 hour".formatted(what, length));
    }
    return length;
  }

  static String name(String what, String name) {
    int length = name.getBytes(StandardCharsets.UTF_8).length;
    if (length < 1 || length > LONGEST_NAME) {
      throw new IllegalArgumentException(
          "Cannot set %s: found %d bytes, expected 1 to %d".formatted(what, length, LONGEST_NAME));
    }
    return name;
  }
}
