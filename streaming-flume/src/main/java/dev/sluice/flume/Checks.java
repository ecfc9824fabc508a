package dev.sluice.flume;

import java.time.Duration;

/** What options must be. Stateless. */
final class Checks {
  private static final int MOST_PORTS = 65_535;

  private Checks() {}

  static int port(String what, int port) {
    require(port >= 1 && port <= MOST_PORTS, what, "port", port, "1 to " + MOST_PORTS);
    return port;
  }

  static int atLeast1(String what, String option, int value) {
    require(value >= 1, what, option, value, "1 or more");
    return value;
  }

  static String text(String what, String option, String value) {
    require(!value.isBlank(), what, option, "\"" + value + "\"", "a text");
    return value;
  }

  /** A duration of a millisecond or more that a socket's timeout can have. */
  static Duration positive(String what, String option, Duration value) {
    boolean isFine = value.compareTo(Duration.ofMillis(1)) >= 0 && value.toDays() < 24;
    require(isFine, what, option, value, "1 ms or more, and less than 24 days");
    return value;
  }

  private static void require(
      boolean isFine, String what, String option, Object found, String expected) {
    if (!isFine) {
      throw new IllegalArgumentException(
          "Cannot create %s: %s, found %s, expected %s".formatted(what, option, found, expected));
    }
  }
}
