package dev.sluice.streaming;

import dev.sluice.receiver.Backpressure;
import java.util.List;
import java.util.Optional;

/** The settings of how much receivers may receive; part of {@link ConfKeys#all}. Immutable. */
public final class FlowKeys {

  /** The bound of what was received and is not processed; half of the block memory if unset. */
  public static final ConfKey<Optional<Long>> MAX_UNPROCESSED_BYTES =
      ConfKey.bytes(
              "streaming.receiver.maxUnprocessedBytes",
              "How much all receivers together may have received that is not processed yet; then"
                  + " they wait, and nothing is lost. A quarter is for what receivers buffer. Unset:"
                  + " half of the memory for blocks, at least 1m.")
          .where(bytes -> bytes >= 1, "greater than 0")
          .optional();

  /** When receivers are limited to the rate at which batches process what they received. */
  public static final ConfKey<Backpressure> BACKPRESSURE =
      ConfKey.oneOf(
              "streaming.backpressure.enabled",
              Backpressure.class,
              "Whether receivers are limited to as many records a second as batches process: always,"
                  + " never, or while more than half of `streaming.receiver.maxUnprocessedBytes` is"
                  + " unprocessed and until hardly anything is.")
          .withDefault("auto");

  /** How the rate is estimated. */
  public static final ConfKey<String> RATE_ESTIMATOR =
      ConfKey.text(
              "streaming.backpressure.rateEstimator", "How the rate of the batches is estimated.")
          .where("pid"::equals, "only `pid`")
          .withDefault("pid");

  /** How much the difference of rate and estimate counts. */
  public static final ConfKey<Double> PID_PROPORTIONAL =
      weight(
          "streaming.backpressure.pid.proportional",
          "How much the difference between the last limit and the last batch's rate counts.",
          "1.0");

  /** How much what waits counts. */
  public static final ConfKey<Double> PID_INTEGRAL =
      weight(
          "streaming.backpressure.pid.integral",
          "How much it counts that the last batch had to wait.",
          "0.2");

  /** How much the change of the difference counts. */
  public static final ConfKey<Double> PID_DERIVED =
      weight(
          "streaming.backpressure.pid.derived",
          "How much the change of that difference counts.",
          "0.0");

  /** The least limit in records a second. */
  public static final ConfKey<Double> PID_MIN_RATE =
      ConfKey.decimal(
              "streaming.backpressure.pid.minRate",
              "The least number of records a second that a receiver is limited to.")
          .where(rate -> rate > 0, "greater than 0")
          .withDefault("100");

  static final List<ConfKey<?>> ALL =
      List.of(
          MAX_UNPROCESSED_BYTES,
          BACKPRESSURE,
          RATE_ESTIMATOR,
          PID_PROPORTIONAL,
          PID_INTEGRAL,
          PID_DERIVED,
          PID_MIN_RATE);

  private FlowKeys() {}

  private static ConfKey<Double> weight(String name, String meaning, String defaultText) {
    return ConfKey.decimal(name, meaning)
        .where(weight -> weight >= 0, "0 or more")
        .withDefault(defaultText);
  }
}
