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
      put(job, OptionalLong.empty(), OptionalLong.empty(), Optional.empty(), Map.of());
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
    return put(job, OptionalLong.of(now), OptionalLong.empty(), Optional.empty(), Map.of());
  }

  OutputOperationInfo end(
      OutputJob job, long now, Optional<String> failure, Map<String, Long> leftOut) {
    left--;
    failed |= failure.isPresent();
    if (left == 0) {
      ended = OptionalLong.of(now);
    }
    OutputOperationInfo running = outputs.get(job.output());
    return put(
        job,
        running == null ? OptionalLong.empty() : running.start(),
        OptionalLong.of(now),
        failure,
        leftOut);
  }

  private OutputOperationInfo put(
      OutputJob job,
      OptionalLong start,
      OptionalLong end,
      Optional<String> failure,
      Map<String, Long> leftOut) {
    OutputOperationInfo info =
        new OutputOperationInfo(
            time, job.output(), job.name(), job.description(), start, end, failure, leftOut);
    outputs.put(job.output(), info);
    return info;
  }

  BatchInfo info() {
    return new BatchInfo(time, inputs, submitted, started, ended, outputs);
  }
}
