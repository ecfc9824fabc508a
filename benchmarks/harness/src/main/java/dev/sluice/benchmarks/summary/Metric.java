package dev.sluice.benchmarks.summary;

import dev.sluice.benchmarks.harness.Field;
import java.util.Map;
import java.util.OptionalDouble;

/** A figure of a run, as it is or worked out from two. */
enum Metric {
  RECORDS_PER_S(Field.RECORDS_PER_S, "records/s"),
  P50_MS(Field.P50_MS, "ms p50"),
  P99_MS(Field.P99_MS, "ms p99"),
  LATE_P50_MS(Field.LATE_P50_MS, "ms late p50"),
  P999_MS(Field.P999_MS, "ms p99.9"),
  SECONDS(Field.SECONDS, "s"),
  RSS_MB(Field.RSS_MB, "MB resident"),
  JARS(Field.JARS, "jars"),
  JARS_MB(Field.JARS_MB, "MB of jars"),
  LOGGED_MB_PER_S(Field.LOGGED_MB_PER_S, "MB/s logged"),
  STARTED_S(Field.STARTED_S, "s to start"),
  CAUGHT_UP_S(Field.CAUGHT_UP_S, "s to catch up"),
  SIZE(Field.SIZE, "in size"),
  CPU_US_PER_BATCH(Field.CPU_US_PER_BATCH, "us CPU a batch"),
  /** What could be worked off: records by the time that batches took, where batches are bounded. */
  CAPACITY_PER_S(Field.N, "records/s of work") {
    @Override
    OptionalDouble of(Map<String, String> run) {
      OptionalDouble capacity = ratio(run, Field.N, Field.BUSY_S);
      return capacity.isPresent() ? capacity : RECORDS_PER_S.of(run);
    }
  },
  /** What a batch of the workloads with state took. */
  BATCH_S(Field.BUSY_S, "s a batch") {
    @Override
    OptionalDouble of(Map<String, String> run) {
      return ratio(run, Field.BUSY_S, Field.BUSY_BATCHES);
    }
  },
  CPU_US_PER_RECORD(Field.CPU_S, "us CPU a record") {
    @Override
    OptionalDouble of(Map<String, String> run) {
      OptionalDouble seconds = ratio(run, Field.CPU_S, Field.N);
      return seconds.isPresent() ? OptionalDouble.of(seconds.getAsDouble() * 1e6) : seconds;
    }
  };

  private final Field field;
  private final String unit;

  Metric(Field field, String unit) {
    this.field = field;
    this.unit = unit;
  }

  String unit() {
    return unit;
  }

  OptionalDouble of(Map<String, String> run) {
    return value(run, field);
  }

  private static OptionalDouble ratio(Map<String, String> run, Field above, Field below) {
    OptionalDouble numerator = value(run, above);
    OptionalDouble denominator = value(run, below);
    return numerator.isPresent() && denominator.isPresent() && denominator.getAsDouble() > 0
        ? OptionalDouble.of(numerator.getAsDouble() / denominator.getAsDouble())
        : OptionalDouble.empty();
  }

  private static OptionalDouble value(Map<String, String> run, Field field) {
    String text = run.get(field.key());
    return text == null ? OptionalDouble.empty() : OptionalDouble.of(Double.parseDouble(text));
  }
}
