package dev.sluice.benchmarks.harness;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The figures of one run, as they are gathered. Confined to one thread. */
public final class Result {
  private final Map<Field, Object> fields = new EnumMap<>(Field.class);

  private Result() {}

  /** Without figures, but with what identifies the run. */
  public static Result of(Settings settings, long batchMs) {
    return new Result()
        .with(Field.CONTESTANT, settings.name())
        .with(Field.WORKLOAD, settings.workload().label())
        .with(Field.INGEST, settings.ingest().label())
        .with(Field.BATCH_MS, batchMs);
  }

  /** Sets a figure. */
  public Result with(Field field, Object value) {
    fields.put(field, value);
    return this;
  }

  /** Sets whether the results were right, by what is wrong with them. */
  public Result checked(Optional<String> wrong) {
    wrong.ifPresent(what -> with(Field.ERROR, what));
    return with(Field.CORRECT, wrong.isEmpty());
  }

  boolean isCorrect() {
    return Boolean.TRUE.equals(fields.get(Field.CORRECT));
  }

  String toJson() {
    Map<String, Object> named = new LinkedHashMap<>();
    fields.forEach((field, value) -> named.put(field.key(), value));
    return JsonLine.format(named);
  }
}
