package dev.sluice.ui.api;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.sluice.engine.StageInfo;
import dev.sluice.listener.BatchInfo;
import dev.sluice.listener.OutputOperationInfo;
import dev.sluice.time.Time;
import dev.sluice.ui.history.Batch;
import dev.sluice.ui.history.Status;
import dev.sluice.ui.history.Texts;
import dev.sluice.ui.history.Watched;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One batch with all that is known of it. Immutable. */
public record BatchDetailJson(
    @JsonUnwrapped BatchJson batch,
    long batchIntervalMs,
    @Nullable Long previousTimeMs,
    @Nullable Long nextTimeMs,
    List<InputJson> inputs,
    List<LeftOutJson> leftOut,
    List<OperationJson> operations) {

  record InputJson(int streamId, String streamName, long records, Map<String, String> metadata) {}

  record LeftOutJson(String operator, long records) {}

  record OperationJson(
      int id,
      String name,
      String description,
      Status status,
      @Nullable Long startedAtMs,
      @Nullable Long endedAtMs,
      @Nullable Long durationMs,
      long leftOut,
      @Nullable FailureJson failure,
      List<StageJson> stages,
      int stagesDropped) {
    static OperationJson of(OutputOperationInfo output) {
      List<StageJson> stages = new ArrayList<>();
      output.stages().forEach(stage -> stages.add(StageJson.of(stages.size(), stage)));
      return new OperationJson(
          output.id(),
          output.name(),
          output.description(),
          Batch.status(output),
          Values.orNull(output.start()),
          Values.orNull(output.end()),
          Values.millis(output.duration()),
          output.failedRecords().values().stream().mapToLong(Long::longValue).sum(),
          output.failureReason().map(stack -> FailureJson.of(stack, output.end())).orElse(null),
          stages,
          output.moreStages());
    }
  }

  record StageJson(
      int id,
      String name,
      String status,
      int tasks,
      int tasksDone,
      int tasksFailed,
      long startedAtMs,
      double durationMs) {
    static StageJson of(int id, StageInfo stage) {
      return new StageJson(
          id,
          stage.name(),
          stage.outcome().name(),
          stage.tasks(),
          stage.tasksDone(),
          stage.tasksFailed(),
          stage.startMs(),
          Values.rounded(stage.took().toNanos() / 1e6));
    }
  }

  /** A batch; empty if it is not retained. */
  public static Optional<BatchDetailJson> of(Watched program, Time time) {
    return program.history().batch(time).map(batch -> of(program, batch));
  }

  private static BatchDetailJson of(Watched program, Batch batch) {
    BatchInfo info = batch.info();
    Map<Integer, String> names = program.streamNames();
    Duration interval = program.monitor().batchInterval();
    return new BatchDetailJson(
        BatchJson.of(batch),
        interval.toMillis(),
        Values.time(program.history().before(batch.time())),
        Values.time(program.history().after(batch.time())),
        info.inputs().values().stream()
            .map(
                input ->
                    new InputJson(
                        input.streamId(),
                        names.getOrDefault(input.streamId(), "stream " + input.streamId()),
                        input.numRecords(),
                        input.metadata()))
            .toList(),
        info.failedRecords().entrySet().stream()
            .map(failed -> new LeftOutJson(Texts.name(failed.getKey()), failed.getValue()))
            .toList(),
        info.outputs().values().stream().map(OperationJson::of).toList());
  }
}
