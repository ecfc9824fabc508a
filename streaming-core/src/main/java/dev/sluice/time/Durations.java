package dev.sluice.time;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes, checks, reads and prints durations, which in Sluice are whole milliseconds. Immutable. */
public final class Durations {

  private static final Pattern TEXT = Pattern.compile("(\\d+)\\s*([a-zA-Z]*)");

  private static final Map<String, ChronoUnit> UNITS =
      Map.of(
          "ms", ChronoUnit.MILLIS,
          "s", ChronoUnit.SECONDS,
          "m", ChronoUnit.MINUTES,
          "min", ChronoUnit.MINUTES,
          "h", ChronoUnit.HOURS,
          "d", ChronoUnit.DAYS);

  private static final long SECOND_MS = 1_000;
  private static final long MINUTE_MS = 60 * SECOND_MS;
  private static final long HOUR_MS = 60 * MINUTE_MS;

  private Durations() {}

  /** Returns a duration of so many milliseconds. */
  public static Duration milliseconds(long milliseconds) {
    return Duration.ofMillis(milliseconds);
  }

  /** Returns a duration of so many seconds. */
  public static Duration seconds(long seconds) {
    return Duration.ofSeconds(seconds);
  }

  /** Returns a duration of so many minutes. */
  public static Duration minutes(long minutes) {
    return Duration.ofMinutes(minutes);
  }

  /**
   * Tells whether {@code duration} is an integral multiple of {@code unit}.
   *
   * @throws IllegalArgumentException if either is not a whole number of milliseconds, or {@code
   *     unit} is not positive
   */
  public static boolean isMultipleOf(Duration duration, Duration unit) {
    return wholeMillis("duration", duration) % positiveMillis("unit", unit) == 0;
  }

  /**
   * Returns the least multiple of {@code unit} that is not shorter than {@code least}.
   *
   * @throws IllegalArgumentException if either is not a whole number of milliseconds, or {@code
   *     unit} is not positive
   */
  public static Duration roundUp(Duration least, Duration unit) {
    long unitMs = positiveMillis("unit", unit);
    long units = -Math.floorDiv(-wholeMillis("duration", least), unitMs);
    return Duration.ofMillis(Math.multiplyExact(units, unitMs));
  }

  /**
   * Returns {@code duration} if it is positive and a whole number of milliseconds.
   *
   * @param what what the duration is for, as the message should name it: {@code batch interval}
   * @throws IllegalArgumentException otherwise, naming what, found and expected
   */
  public static Duration requireWholePositive(String what, Duration duration) {
    return Duration.ofMillis(positiveMillis(what, duration));
  }

  static long positiveMillis(String what, Duration duration) {
    if (duration.isNegative() || duration.isZero()) {
      throw unusable(what, duration, "it is not positive", "a positive whole number of ms");
    }
    return wholeMillis(what, duration);
  }

  static long wholeMillis(String what, Duration duration) {
    long milliseconds = duration.toMillis();
    if (!duration.equals(Duration.ofMillis(milliseconds))) {
      throw unusable(what, duration, "it is not a whole number of ms", "whole milliseconds");
    }
    return milliseconds;
  }

  private static IllegalArgumentException unusable(
      String what, Duration found, String why, String expected) {
    return new IllegalArgumentException(
        "Cannot use " + what + ": " + why + ", found " + found + ", expected " + expected);
  }

  /**
   * Reads a duration as configuration values write it: digits and one of the units {@code ms},
   * {@code s}, {@code m} or {@code min}, {@code h}, {@code d} in either case, or digits alone.
   *
   * @param defaultUnit the unit of digits alone
   * @throws IllegalArgumentException if the text has another form or is too large
   */
  public static Duration parse(String text, ChronoUnit defaultUnit) {
    Matcher matcher = TEXT.matcher(text.strip());
    if (!matcher.matches()) {
      throw unreadable(text, null);
    }
    String unitText = matcher.group(2).toLowerCase(Locale.ROOT);
    ChronoUnit unit = unitText.isEmpty() ? defaultUnit : UNITS.get(unitText);
    if (unit == null) {
      throw unreadable(text, null);
    }
    try {
      Duration duration = Duration.of(Long.parseLong(matcher.group(1)), unit);
      return Duration.ofMillis(duration.toMillis());
    } catch (ArithmeticException | NumberFormatException tooLarge) {
      throw unreadable(text, tooLarge);
    }
  }

  private static IllegalArgumentException unreadable(String text, @Nullable Exception cause) {
    return new IllegalArgumentException(
        "Cannot read a duration: "
            + (cause == null ? "unknown form" : "too large")
            + ", found \""
            + text
            + "\", expected digits with a unit such as 200ms, 3s, 1m, 2h, 1d, or digits alone",
        cause);
  }

  /**
   * Returns a short form for people: {@code 20 ms}, {@code 1.5 s}, {@code 2.0 m}, {@code 1.25 h}.
   */
  public static String format(Duration duration) {
    long ms = duration.toMillis();
    if (ms < SECOND_MS) {
      return String.format(Locale.ROOT, "%d ms", ms);
    }
    if (ms < MINUTE_MS) {
      return String.format(Locale.ROOT, "%.1f s", (double) ms / SECOND_MS);
    }
    if (ms < HOUR_MS) {
      return String.format(Locale.ROOT, "%.1f m", (double) ms / MINUTE_MS);
    }
    return String.format(Locale.ROOT, "%.2f h", (double) ms / HOUR_MS);
  }
}
