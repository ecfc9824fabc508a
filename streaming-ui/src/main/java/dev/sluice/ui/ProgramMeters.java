package dev.sluice.ui;

import dev.sluice.listener.BatchInfo;
import dev.sluice.ui.history.Batch;
import dev.sluice.ui.history.Pace;
import dev.sluice.ui.history.Status;
import dev.sluice.ui.history.Watched;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.Predicate;

/** Batches and whether they keep up. */
final class ProgramMeters {
  private ProgramMeters() {}

  static void register(Meters meters) {
    batches(meters);
    pace(meters);
    lastBatch(meters);
  }

  private static void batches(Meters meters) {
    meters.counter(
        "batches.completed", "Batches that ended well", p -> p.history().totals().completed());
    meters.counter(
        "batches.failed", "Batches that ended badly", p -> p.history().totals().failed());
    meters.counter(
        "records.received", "Records in batches that began", p -> p.history().totals().received());
    meters.counter(
        "records.processed",
        "Records in batches that ended well",
        p -> p.history().totals().processed());
    meters.counter(
        "records.left.out",
        "Records that were skipped or quarantined",
        p -> p.history().totals().leftOut());
    meters.counter(
        "events.dropped", "Events that listeners missed", p -> p.monitor().droppedEvents());
    meters.gauge("batches.waiting", "Batches that wait", p -> count(p, Status.QUEUED::equals));
    meters.gauge("batches.running", "Batches that run", p -> count(p, Status.ACTIVE::equals));
    meters.gauge(
        "batches.unprocessed",
        "Batches that wait or run",
        p -> count(p, status -> !status.isEnded()));
    meters.gauge(
        "batches.retained", "Batches that ended and are shown", p -> count(p, Status::isEnded));
  }

  private static double count(Watched program, Predicate<Status> condition) {
    Map<Status, Integer> counts = program.history().counts();
    return counts.keySet().stream().filter(condition).mapToInt(counts::get).sum();
  }

  private static void pace(Meters meters) {
    meters.seconds(
        "batch.interval",
        "The time between two batches",
        p -> seconds(p.monitor().batchInterval()));
    meters.seconds(
        "behind",
        "How late batches begin; 0 within the allowance",
        p -> seconds(p.pace().behind()));
    meters.gauge(
        "keeping.up",
        "1 if batches begin in time or none has begun, else 0",
        p -> isKeepingUp(p.pace()) ? 1 : 0);
    meters.gauge("live", "1 if batches progress, else 0", p -> p.live().up() ? 1 : 0);
    meters.gauge(
        "failed",
        "1 if the program has failed, else 0",
        p -> p.monitor().failure().isPresent() ? 1 : 0);
  }

  private static boolean isKeepingUp(Pace pace) {
    return pace.state() == Pace.State.KEEPING_UP || pace.state() == Pace.State.STARTING;
  }

  private static void lastBatch(Meters meters) {
    meters.seconds(
        "last.completed.batch.submission.time",
        "When the newest batch that ended was handed over, since 1970",
        p -> at(ended(p).map(batch -> OptionalLong.of(batch.submissionTime()))));
    meters.seconds(
        "last.completed.batch.processing.start.time",
        "When it began, since 1970",
        p -> at(ended(p).map(BatchInfo::processingStart)));
    meters.seconds(
        "last.completed.batch.processing.end.time",
        "When it ended, since 1970",
        p -> at(ended(p).map(BatchInfo::processingEnd)));
    meters.seconds(
        "last.completed.batch.processing.delay",
        "How long it ran",
        p -> length(ended(p), BatchInfo::processingDelay));
    meters.seconds(
        "last.completed.batch.scheduling.delay",
        "How long it waited",
        p -> length(ended(p), BatchInfo::schedulingDelay));
    meters.seconds(
        "last.completed.batch.total.delay",
        "How long it waited and ran",
        p -> length(ended(p), BatchInfo::totalDelay));
    meters.gauge(
        "last.received.batch.records",
        "Records of the newest batch",
        p ->
            p.history()
                .newest()
                .map(batch -> (double) batch.info().numRecords())
                .orElse(Double.NaN));
  }

  private static Optional<BatchInfo> ended(Watched program) {
    return program.history().lastEnded().map(Batch::info);
  }

  /** What is not known is no number. */
  static double at(Optional<OptionalLong> ms) {
    OptionalLong known = ms.orElse(OptionalLong.empty());
    return known.isPresent() ? known.getAsLong() / 1000.0 : Double.NaN;
  }

  static <T> double length(Optional<T> of, Function<T, Optional<Duration>> measure) {
    return of.flatMap(measure).map(ProgramMeters::seconds).orElse(Double.NaN);
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }
}
