package dev.sluice.benchmarks.sluice;

import dev.sluice.benchmarks.harness.Field;
import dev.sluice.benchmarks.harness.Measurement;
import dev.sluice.benchmarks.harness.Pause;
import dev.sluice.benchmarks.harness.Result;
import dev.sluice.benchmarks.harness.ScratchDirectory;
import dev.sluice.benchmarks.harness.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * How soon a program with a log, state and a backlog works again after its process was killed.
 * Options: {@code backlog}, the number of records that are logged and not worked off. Confined to
 * the driver's thread.
 */
record RecoveryTime(Settings settings) implements Measurement {
  private static final String BACKLOG = "200000";
  private static final int LOOK_MS = 20;

  @Override
  public void run(Consumer<Result> results) throws IOException, InterruptedException {
    int backlog = Integer.parseInt(settings.option("backlog", BACKLOG));
    try (ScratchDirectory directory = Sluice.scratch(settings)) {
      Path kept = directory.path().resolve("kept");
      fillAndKill(kept, backlog);
      try (RecoveryChild second = start(kept)) {
        results.accept(measure(second, backlog));
      }
    }
  }

  private RecoveryChild start(Path kept) throws IOException {
    return RecoveryChild.start(kept, settings.keys(), settings.batchMs());
  }

  /** Every key once, a checkpoint that has them, and a backlog. */
  private void fillAndKill(Path kept, int backlog) throws IOException, InterruptedException {
    try (RecoveryChild first = start(kept)) {
      first.await(RecoveryProgram.STARTED);
      first.tell(RecoveryProgram.STORE + settings.keys());
      first.awaitUpdates(settings.keys());
      awaitCheckpointOf(kept.resolve("checkpoint"), System.currentTimeMillis());
      first.tell(RecoveryProgram.HOLD);
      first.tell(RecoveryProgram.STORE + backlog);
      first.await(RecoveryProgram.STORED);
      first.kill();
    }
  }

  /** Waits until the newest checkpoint is of that time or later; the watchdog bounds it. */
  private static void awaitCheckpointOf(Path checkpoints, long timeMs)
      throws IOException, InterruptedException {
    while (newest(checkpoints) < timeMs) {
      Pause.ofMillis(LOOK_MS);
    }
  }

  private static long newest(Path checkpoints) throws IOException {
    if (!Files.isDirectory(checkpoints)) {
      return 0;
    }
    try (Stream<Path> files = Files.list(checkpoints)) {
      return files
          .map(file -> file.toFile().getName())
          .filter(name -> name.matches("\\d+\\.ckpt"))
          .mapToLong(name -> Long.parseLong(name.substring(0, name.indexOf('.'))))
          .max()
          .orElse(0);
    }
  }

  private Result measure(RecoveryChild program, int backlog) throws IOException {
    Result result =
        Result.of(settings, settings.batchMs())
            .with(Field.KEYS, settings.keys())
            .with(Field.BACKLOG, backlog);
    program.await(RecoveryProgram.MAIN);
    result.with(Field.MAIN_S, program.age());
    program.await(RecoveryProgram.STARTED);
    result.with(Field.STARTED_S, program.age());
    long updates = Long.parseLong(program.await(RecoveryProgram.OUTPUT));
    result.with(Field.SECONDS, program.age());
    if (updates < backlog) {
      program.awaitUpdates(backlog);
    }
    result.with(Field.CAUGHT_UP_S, program.age());
    program.tell(RecoveryProgram.ASK);
    String state = program.await(RecoveryProgram.STATE);
    String expected = settings.keys() + " " + (settings.keys() + backlog);
    return result.checked(
        state.equals(expected)
            ? Optional.empty()
            : Optional.of("state: found " + state + ", expected " + expected));
  }
}
