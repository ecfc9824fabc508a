package dev.sluice.testkit.semantics;

import dev.sluice.io.LocalStorage;
import dev.sluice.streaming.StreamingConf;
import dev.sluice.testkit.CrashingStorage;
import dev.sluice.testkit.TestStreams;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs a program on a trial, in one process or in several on the same storage, one after the other.
 * Confined to one thread.
 */
final class Lives {
  private final StreamingConf conf;
  private final OperatorCase.Program program;
  private final Trial trial;
  private final Path directory;
  private final List<Observed> observed = new ArrayList<>();
  private final boolean isInMemory;
  private CrashingStorage storage;
  private int done;
  private int parallelism;

  Lives(
      StreamingConf conf,
      OperatorCase.Program program,
      Trial trial,
      Path directory,
      Engine engine) {
    this.isInMemory = engine.tasksRunHere();
    this.conf = conf.copy();
    this.program = program;
    this.trial = trial;
    this.directory = directory;
    this.storage = new CrashingStorage(trial.seed());
    if (trial.drive().restarts()) {
      long checkpointMs = Streams.INTERVAL.toMillis() * trial.checkpointEvery();
      this.conf.set("streaming.checkpoint.interval", checkpointMs + "ms");
    }
  }

  /** What came out: of each batch, what it had when it came last. */
  Model<?> run() throws IOException {
    for (Life life : trial.lives()) {
      if (life.crashAt() > 0) {
        liveUntilCrash(life);
      } else {
        live(life);
      }
      done = life.to();
    }
    return Observed.last(observed);
  }

  /** How many partitions a shuffle had when nobody said. */
  int parallelism() {
    return parallelism;
  }

  private void liveUntilCrash(Life life) {
    CrashingStorage crashing = storage;
    try {
      live(life);
    } catch (RuntimeException failure) {
      if (!crashing.crashed()) {
        throw failure;
      }
    }
    storage = crashing.recover();
  }

  private void live(Life life) {
    try (TestStreams streams = TestStreams.create(conf, Streams.INTERVAL)) {
      if (trial.drive().restarts()) {
        streams
            .context()
            .checkpoint(isInMemory ? storage : new LocalStorage(directory.resolve("checkpoint")));
      }
      parallelism = streams.context().rddContext().defaultParallelism();
      observed.add(program.of(Streams.of(streams, trial, directory, done)));
      streams.clock().advance(Streams.INTERVAL.multipliedBy(life.from()));
      start(life, streams);
      life.pass(streams);
      if (life.crashAt() > 0) {
        storage.crashAt(storage.calls() + 1);
      }
    }
  }

  /** A program that crashes in its very first start has not begun. */
  private void start(Life life, TestStreams streams) {
    if (life.isFirst()) {
      streams.start();
    }
    if (life.crashAt() > 0) {
      storage.crashAt(storage.calls() + life.crashAt());
    }
    if (!life.isFirst()) {
      streams.start();
    }
  }
}
