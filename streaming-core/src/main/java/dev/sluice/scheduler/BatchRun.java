package dev.sluice.scheduler;

import dev.sluice.dstream.OutputJob;
import dev.sluice.listener.BatchInfo;
import dev.sluice.listener.OutputOperationInfo;
import dev.sluice.listener.StreamInputInfo;
import dev.sluice.time.Time;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/** A batch that was submitted, and how far it is. Confined to the driver thread. */
final class BatchRun {
  private final Time time;
  private final List<OutputJob> jobs;
  private final Map<Integer, StreamInputInfo> inputs;
  private final long submitted;
  private final Map<Integer, OutputOperationInfo> outputs = new TreeMap<>();
  private OptionalLong started = OptionalLong.empty();
  private OptionalLong ended = OptionalLong.empty();
  private int left;
  private boolean failed;

  BatchRun(Time time, List<OutputJob> jobs, Map<Integer, StreamInputInfo> inputs, long submitted) {
    this.time = time;
    this.jobs = List.copyOf(jobs);
    this.inputs = inputs;
    this.submitted = submitted;
    this.left = jobs.size();
    for (OutputJob job : jobs) {
      var unused = put(job, OptionalLong.empty());
    }
  }

  Time time() {
    return time;
  }

  List<OutputJob> jobs() {
    return jobs;
  }

  boolean isStarted() {
    return started.isPresent();
  }

  boolean isEnded() {
    return left == 0;
  }

  boolean hasFailed() {
    return failed;
  }

  OutputOperationInfo start(OutputJob job, long now) {
    if (started.isEmpty()) {
      started = OptionalLong.of(now);
    }
    return put(job, OptionalLong.of(now));
  }

  OutputOperationInfo end(OutputJob job, long now, Outcome outcome) {
    left--;
    failed |= outcome.failure().isPresent();
    if (left == 0) {
      ended = OptionalLong.of(now);
    }
    OutputOperationInfo running = outputs.get(job.output());
    OptionalLong start = running == null ? OptionalLong.empty() : running.start();
    return put(job, start, OptionalLong.of(now), outcome);
  }

  /**
   * How an output operation ended. Immutable but for the log.
   *
   * @param failure why it failed, if it did
   * @param leftOut how many records were left out, by operator
   * @param stages of its jobs
   */
  record Outcome(Optional<String> failure, Map<String, Long> leftOut, StageLog stages) {}

  private OutputOperationInfo put(OutputJob job, OptionalLong start) {
    Outcome none = new Outcome(Optional.empty(), Map.of(), new StageLog());
    return put(job, start, OptionalLong.empty(), none);
  }

  private OutputOperationInfo put(
      OutputJob job, OptionalLong start, OptionalLong end, Outcome outcome) {
    OutputOperationInfo info =
        new OutputOperationInfo(
            time,
            job.output(),
            job.name(),
            job.description(),
            start,
            end,
            outcome.failure(),
            outcome.leftOut(),
            outcome.stages().stages(),
            outcome.stages().more());
    outputs.put(job.output(), info);
    return info;
  }

  BatchInfo info() {
    return new BatchInfo(time, inputs, submitted, started, ended, outputs);
  }
}
