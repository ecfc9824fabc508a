package dev.sluice.engine.local;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a master URL asks of the embedded engine. Immutable.
 *
 * @param threads how many tasks run at once, 1 or more
 * @param maxFailures how often a task may fail before its job does, 1 or more
 */
public record LocalMaster(int threads, int maxFailures) {
  private static final Pattern FORM =
      Pattern.compile("local(?:\\[\\s*(\\*|\\d{1,6})\\s*(?:,\\s*(\\d{1,6})\\s*)?])?");

  /** Checks the numbers. */
  public LocalMaster {
    if (threads < 1 || maxFailures < 1) {
      throw new IllegalArgumentException(
          "Cannot run embedded: found "
              + threads
              + " threads and "
              + maxFailures
              + " failures, expected 1 or more of each");
    }
  }

  /**
   * Reads {@code local} (one thread), {@code local[n]}, {@code local[*]} (a thread for each
   * processor) or {@code local[n,maxFailures]}; a task may fail once unless said otherwise.
   *
   * @throws IllegalArgumentException if the text is none of these
   */
  public static LocalMaster parse(String master) {
    Matcher matcher = FORM.matcher(master.strip());
    if (!matcher.matches()) {
      throw unreadable(master);
    }
    String threads = matcher.group(1);
    String failures = matcher.group(2);
    try {
      return new LocalMaster(
          threads == null ? 1 : count(threads), failures == null ? 1 : Integer.parseInt(failures));
    } catch (IllegalArgumentException zero) {
      throw unreadable(master);
    }
  }

  private static int count(String threads) {
    return threads.equals("*")
        ? Runtime.getRuntime().availableProcessors()
        : Integer.parseInt(threads);
  }

  private static IllegalArgumentException unreadable(String master) {
    return new IllegalArgumentException(
        "Cannot read the master: found "
            + master
            + ", expected local, local[n], local[*] or local[n,maxFailures] with numbers from 1 to"
            + " 999999");
  }
}
