package dev.sluice.scheduler;

import dev.sluice.dstream.DStreamGraph;
import dev.sluice.dstream.KeyedState;
import dev.sluice.dstream.StateSnapshot;
import dev.sluice.ledger.Checkpoint.StateFiles;
import dev.sluice.ledger.Ledger;
import dev.sluice.monitor.CheckpointStatus;
import dev.sluice.time.Clock;
import dev.sluice.time.Durations;
import dev.sluice.time.Time;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes a checkpoint after a batch when one is due: captures on the driver thread what belongs into
 * it, has it written on the {@code sluice-checkpoint} thread, one at a time. A checkpoint holds all
 * that batches up to its time came to, so none is taken while one of them is not done. Confined to
 * the driver thread.
 */
final class Checkpointer implements Checkpoints {
  private static final Logger LOG = LoggerFactory.getLogger(Checkpointer.class);
  private static final Duration LEAST_INTERVAL = Duration.ofSeconds(10);
  private static final int MOST_FAILURES = 3;

  private final Durability.Directory directory;
  private final Clock clock;
  private final DriverLoop loop;
  private final DStreamGraph graph;
  private final Ledger ledger;
  private final Termination termination;
  private final Runnable whenWritten;
  private final CheckpointWriter writer;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          work -> {
            Thread created = new Thread(work, "sluice-checkpoint");
            created.setDaemon(true);
            return created;
          });

  private Time zero = new Time(0);
  private Time taken = new Time(0);
  private Time newest = new Time(0);
  private @Nullable Time oldestKept;
  private Map<String, StateFiles> states = Map.of();
  private Duration interval = LEAST_INTERVAL;
  private LatestCheckpoint latest = LatestCheckpoint.NONE;
  private Runnable whenIdle = () -> {};
  private boolean writing;
  private int cleaning;
  private int failures;

  /**
   * A checkpointer of a program that has not begun.
   *
   * @param whenWritten run on the driver thread after each checkpoint
   */
  Checkpointer(
      Durability.Directory directory,
      Clock clock,
      DriverLoop loop,
      DStreamGraph graph,
      Ledger ledger,
      Termination termination,
      Runnable whenWritten) {
    this.directory = directory;
    this.clock = clock;
    this.loop = loop;
    this.graph = graph;
    this.ledger = ledger;
    this.termination = termination;
    this.whenWritten = whenWritten;
    this.writer = new CheckpointWriter(directory.store(), directory.states());
  }

  @Override
  public void begin(Resumption resumption) throws Exception {
    zero = resumption.zero();
    taken = resumption.begin();
    newest = taken;
    interval = interval();
    var recovered = directory.store().recovered();
    if (recovered.isPresent()) {
      states = recovered.get().states();
    } else {
      var unused = writer.write(capture(zero, Map.of()));
    }
  }

  /** As configured, else what the state asks for that asks most often, else about ten seconds. */
  private Duration interval() {
    return directory
        .settings()
        .interval()
        .or(
            () ->
                graph.states().stream()
                    .map(KeyedState::checkpointInterval)
                    .min(Duration::compareTo))
        .orElse(Durations.roundUp(LEAST_INTERVAL, graph.batchInterval()));
  }

  @Override
  public void batchDone(Time time) {
    newest = newest.max(time);
    if (!writing && !newest.isBefore(taken.plus(interval))) {
      takeIfWhole();
    }
  }

  private void takeIfWhole() {
    if (termination.hasFailed() || !newest.isAfter(taken) || !ledger.isDoneUpTo(newest)) {
      return;
    }
    Map<String, StateSnapshot> held = new TreeMap<>();
    try {
      for (KeyedState state : graph.states()) {
        state.snapshot(newest).ifPresent(snapshot -> held.put(state.id(), snapshot));
      }
      CheckpointWriter.Capture capture = capture(newest, held);
      writing = true;
      thread.execute(() -> write(capture));
    } catch (Throwable e) {
      held.values().forEach(StateSnapshot::close);
      throw e;
    }
  }

  private CheckpointWriter.Capture capture(Time time, Map<String, StateSnapshot> held) {
    DurabilitySettings settings = directory.settings();
    return new CheckpointWriter.Capture(
        time,
        zero,
        graph.batchInterval(),
        settings.appName(),
        settings.factory(),
        directory.store().ledgerEnd(),
        ledger.snapshot(),
        held,
        states);
  }

  private void write(CheckpointWriter.Capture capture) {
    long beganNanos = System.nanoTime();
    Optional<CheckpointWriter.Written> written = Optional.empty();
    @Nullable Throwable failure = null;
    try {
      written = Optional.of(writer.write(capture));
    } catch (Throwable e) {
      failure = e;
    } finally {
      capture.states().values().forEach(StateSnapshot::close);
    }
    Optional<CheckpointWriter.Written> result = written;
    @Nullable Throwable thrown = failure;
    Duration took = Duration.ofNanos(System.nanoTime() - beganNanos);
    loop.post(() -> ended(capture.time(), took, result, thrown));
  }

  private void ended(
      Time time,
      Duration took,
      Optional<CheckpointWriter.Written> written,
      @Nullable Throwable failure) {
    writing = false;
    if (written.isPresent()) {
      latest = new LatestCheckpoint(time, clock.millis(), took);
      succeeded(written.get());
    } else if (failure != null) {
      failed(time, failure);
    }
    actIfIdle();
  }

  private void succeeded(CheckpointWriter.Written written) {
    failures = 0;
    taken = written.checkpoint().time();
    states = written.checkpoint().states();
    oldestKept = written.kept().get(0).time();
    LOG.debug("Checkpoint of batch {} written, the oldest kept is of {}", taken, oldestKept);
    whenWritten.run();
    cleanLogs();
  }

  /** One that fails is tried again after the next batch; the program ends if that goes on. */
  private void failed(Time time, Throwable failure) {
    failures++;
    if (failures >= MOST_FAILURES) {
      termination.fail("Cannot write the checkpoint of batch " + time, failure);
    } else if (!termination.hasFailed()) {
      LOG.warn(
          "Cannot write the checkpoint of batch {}; the next batch tries again ({} of {})",
          time,
          failures,
          MOST_FAILURES,
          failure);
    }
  }

  /** Deletes the files of received data that are needed no more, once that is recorded for good. */
  private void cleanLogs() {
    Map<Integer, Long> oldest = new TreeMap<>();
    graph
        .inputs()
        .forEach(
            input ->
                ledger
                    .oldestLogFile(input.streamId())
                    .ifPresent(file -> oldest.put(input.streamId(), file)));
    if (oldest.isEmpty()) {
      return;
    }
    cleaning++;
    var recorded = directory.store().ledgerEnd();
    thread.execute(
        () -> {
          try {
            var unused = recorded.get();
            for (Map.Entry<Integer, Long> stream : oldest.entrySet()) {
              directory.logs().deleteBefore(stream.getKey(), stream.getValue());
            }
          } catch (Exception e) {
            loop.post(() -> termination.fail("Cannot delete received data", e));
          } finally {
            loop.post(this::cleaned);
          }
        });
  }

  private void cleaned() {
    cleaning--;
    actIfIdle();
  }

  private void actIfIdle() {
    if (!isBusy()) {
      Runnable action = whenIdle;
      whenIdle = () -> {};
      action.run();
    }
  }

  @Override
  public Time forgettable(Time done) {
    return oldestKept == null ? zero : oldestKept.min(done);
  }

  @Override
  public Time newest() {
    return taken;
  }

  @Override
  public Optional<CheckpointStatus> status() {
    return Optional.of(latest.status(interval, failures, writing));
  }

  @Override
  public boolean isBusy() {
    return writing || cleaning > 0;
  }

  @Override
  public void last(Runnable action) {
    if (!writing) {
      takeIfWhole();
    }
    if (isBusy()) {
      whenIdle = () -> last(action);
    } else {
      action.run();
    }
  }

  @Override
  public void close(Duration patience) {
    thread.shutdownNow();
    try {
      if (!thread.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("A checkpoint does not end, although it was interrupted");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
