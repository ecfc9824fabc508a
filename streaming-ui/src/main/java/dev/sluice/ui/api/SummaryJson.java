package dev.sluice.ui.api;

import dev.sluice.dstream.GraphNode;
import dev.sluice.dstream.GraphNode.Role;
import dev.sluice.listener.BatchInfo;
import dev.sluice.monitor.DriverSnapshot;
import dev.sluice.monitor.ReceiverStatus;
import dev.sluice.ui.history.BatchHistory;
import dev.sluice.ui.history.Status;
import dev.sluice.ui.history.Sums;
import dev.sluice.ui.history.Texts;
import dev.sluice.ui.history.Totals;
import dev.sluice.ui.history.Watched;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** The program at a glance. Immutable. */
public record SummaryJson(
    String application,
    String version,
    String engine,
    String state,
    @Nullable FailureJson failure,
    long nowMs,
    @Nullable Long startedAtMs,
    @Nullable Long uptimeMs,
    long batchIntervalMs,
    VerdictJson verdict,
    BatchCounts batches,
    RecordTotals records,
    ReceiverCounts receivers,
    Averages averages,
    @Nullable LastBatch lastBatch,
    List<StreamJson> streams,
    List<OutputJson> outputs,
    long droppedEvents,
    boolean token) {

  record BatchCounts(
      long completed, long failed, long active, long queued, int retained, int retainedMax) {
    static BatchCounts of(BatchHistory history, Totals totals) {
      Map<Status, Integer> counts = history.counts();
      return new BatchCounts(
          totals.completed(),
          totals.failed(),
          counts.getOrDefault(Status.ACTIVE, 0),
          counts.getOrDefault(Status.QUEUED, 0),
          counts.values().stream().mapToInt(Integer::intValue).sum(),
          history.most());
    }
  }

  record RecordTotals(long received, long processed, long leftOut) {}

  record ReceiverCounts(long active, int total) {}

  record Averages(
      int batches,
      @Nullable Double recordsPerSecond,
      @Nullable Double schedulingDelayMs,
      @Nullable Double processingTimeMs,
      @Nullable Double totalDelayMs) {
    static Averages of(Sums sums, Duration interval) {
      return new Averages(
          sums.batches(),
          rounded(sums.meanRecords(), 1000.0 / interval.toMillis()),
          rounded(sums.meanSchedulingMs(), 1),
          rounded(sums.meanProcessingMs(), 1),
          rounded(sums.meanTotalMs(), 1));
    }

    private static @Nullable Double rounded(OptionalDouble mean, double factor) {
      return mean.isPresent() ? (Double) Values.rounded(mean.getAsDouble() * factor) : null;
    }
  }

  record LastBatch(
      long timeMs,
      long records,
      @Nullable Long schedulingDelayMs,
      @Nullable Long processingTimeMs,
      @Nullable Long totalDelayMs) {
    static LastBatch of(BatchInfo batch) {
      return new LastBatch(
          batch.batchTime().milliseconds(),
          batch.numRecords(),
          Values.millis(batch.schedulingDelay()),
          Values.millis(batch.processingDelay()),
          Values.millis(batch.totalDelay()));
    }
  }

  record OutputJson(int id, String name, String description) {
    static OutputJson of(GraphNode node) {
      String name = Texts.name(node.name().orElse(node.kind()));
      String place = node.place().isEmpty() ? "" : " at " + node.place();
      return new OutputJson(node.output().orElse(-1), name, Texts.name(node.kind() + place));
    }
  }

  /**
   * The program now.
   *
   * @param token whether a token is wanted
   */
  public static SummaryJson of(Watched program, boolean token) {
    BatchHistory history = program.history();
    Totals totals = history.totals();
    Optional<DriverSnapshot> snapshot = program.snapshot();
    Optional<RuntimeException> failure = program.monitor().failure();
    List<ReceiverStatus> receivers = snapshot.map(DriverSnapshot::receivers).orElse(List.of());
    long now = program.monitor().nowMs();
    Duration interval = program.monitor().batchInterval();
    Long started = Values.orNull(history.startedMs());
    String state = state(history, snapshot, failure.isPresent());
    return new SummaryJson(
        Texts.name(program.monitor().application()),
        program.monitor().version().orElse("development"),
        program.monitor().engine(),
        state,
        failure.map(FailureJson::of).orElse(null),
        now,
        started,
        started == null ? null : (Long) Math.max(0, history.stoppedMs().orElse(now) - started),
        interval.toMillis(),
        VerdictJson.of(program, state, failure),
        BatchCounts.of(history, totals),
        new RecordTotals(totals.received(), totals.processed(), totals.leftOut()),
        new ReceiverCounts(
            receivers.stream().filter(each -> each.state() == ReceiverStatus.State.ACTIVE).count(),
            receivers.size()),
        Averages.of(history.sums(), interval),
        history.lastEnded().map(batch -> LastBatch.of(batch.info())).orElse(null),
        snapshot.map(StreamJson::of).orElse(List.of()),
        snapshot.map(DriverSnapshot::nodes).orElse(List.of()).stream()
            .filter(node -> node.role() == Role.OUTPUT)
            .map(OutputJson::of)
            .toList(),
        program.monitor().droppedEvents(),
        token);
  }

  private static String state(
      BatchHistory history, Optional<DriverSnapshot> snapshot, boolean hasFailed) {
    if (history.stoppedMs().isPresent()) {
      return "STOPPED";
    }
    if (snapshot.map(DriverSnapshot::draining).orElse(false)) {
      return "STOPPING";
    }
    if (hasFailed) {
      return "FAILED";
    }
    return history.lastBegun().isPresent() || history.totals().ended() > 0 ? "RUNNING" : "STARTING";
  }
}
