package dev.sluice.streaming;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * The settings of what shows a running program; part of {@link ConfKeys#all}. The page, the metrics
 * and the health need the artifact {@code streaming-ui}. Immutable.
 */
public final class UiKeys {

  /** Whether there is a page. */
  public static final ConfKey<Boolean> ENABLED =
      ConfKey.bool(
              "streaming.ui.enabled",
              "Whether a running program has a web page, JSON, metrics and health, if `streaming-ui`"
                  + " is on the class path.")
          .alias("spark.ui.enabled")
          .withDefault("true");

  /** The port of the page. */
  public static final ConfKey<Integer> PORT =
      ConfKey.integer(
              "streaming.ui.port",
              "The port of the page. If it is taken, the next free one of the 16 after it. 0: any"
                  + " free one.")
          .alias("spark.ui.port")
          .where(port -> port >= 0 && port <= 65535, "0 to 65535")
          .withDefault("4040");

  /** The address that the page is bound to. */
  public static final ConfKey<String> HOST =
      ConfKey.text(
              "streaming.ui.host",
              "The address that the page is bound to. One that other machines reach needs"
                  + " `streaming.ui.token`.")
          .withDefault("127.0.0.1");

  /** What whoever reads has to know. */
  public static final ConfKey<Optional<String>> TOKEN =
      ConfKey.text(
              "streaming.ui.token",
              "The secret that whoever reads JSON or metrics has to know: sent as `Authorization:"
                  + " Bearer`, or typed into the page. At least 16 characters.")
          .where(
              token -> token.length() >= 16 && token.chars().allMatch(c -> c > ' ' && c < 127),
              "at least 16 visible ASCII characters")
          .optional();

  /** How many batches are shown. */
  public static final ConfKey<Integer> RETAINED_BATCHES =
      ConfKey.integer("streaming.ui.retainedBatches", "How many of the latest batches are shown.")
          .where(batches -> batches >= 1 && batches <= 100_000, "1 to 100000")
          .withDefault("1000");

  /** After how long without a batch a program is not live. */
  public static final ConfKey<Optional<Duration>> STALLED_AFTER =
      ConfKeys.positive(
              ConfKey.duration(
                  "streaming.ui.health.stalledAfter",
                  ChronoUnit.MILLIS,
                  "After how long without the end of a batch `/health/live` says that the program"
                      + " does not live. Unset: the larger of 10 batch intervals and 30 s."))
          .optional();

  /** Whether progress is shown on the console. */
  public static final ConfKey<Boolean> CONSOLE_PROGRESS =
      ConfKey.bool(
              "streaming.ui.showConsoleProgress",
              "Whether one line on the console, if there is one, shows rate, delay and state as"
                  + " batches end. Needs no `streaming-ui`.")
          .alias("spark.ui.showConsoleProgress")
          .withDefault("false");

  static final List<ConfKey<?>> ALL =
      List.of(ENABLED, PORT, HOST, TOKEN, RETAINED_BATCHES, STALLED_AFTER, CONSOLE_PROGRESS);

  private UiKeys() {}
}
