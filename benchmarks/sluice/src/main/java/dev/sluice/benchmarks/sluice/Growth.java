package dev.sluice.benchmarks.sluice;

import dev.sluice.benchmarks.harness.Field;
import dev.sluice.benchmarks.harness.Machine;
import dev.sluice.benchmarks.harness.Measurement;
import dev.sluice.benchmarks.harness.Pause;
import dev.sluice.benchmarks.harness.Result;
import dev.sluice.benchmarks.harness.Samples;
import dev.sluice.benchmarks.harness.Settings;
import dev.sluice.streaming.StreamingConf;
import dev.sluice.streaming.StreamingContext;
import dev.sluice.time.Durations;
import java.util.List;
import java.util.function.Consumer;

/**
 * What a batch costs as one thing in a program grows a hundredfold: a result for each size of each
 * axis. Confined to the driver's thread.
 */
record Growth(Settings settings) implements Measurement {
  private static final List<Integer> TIMES = List.of(1, 10, 100);
  private static final int PATIENCE_MS = 20_000;
  private static final int LOOK_MS = 10;

  @Override
  public void run(Consumer<Result> results) throws InterruptedException {
    for (Axis axis : Axis.values()) {
      int most = TIMES.get(TIMES.size() - 1);
      var unused = measure(axis, most, 0); // so that the first one measured is compiled, too
      for (int times : TIMES) {
        results.accept(measure(axis, times, settings.measureSeconds()));
      }
    }
  }

  private Result measure(Axis axis, int times, double seconds) throws InterruptedException {
    StreamingConf conf =
        new StreamingConf()
            .setMaster(settings.option("master", "local[2]"))
            .setAppName("w10")
            .setAll(Sluice.ownKeys(settings));
    SteadyRecords records = new SteadyRecords();
    int size = axis.once() * times;
    try (StreamingContext context =
        new StreamingContext(conf, Durations.milliseconds(settings.batchMs()))) {
      axis.build(context, records, size);
      context.start();
      Pause.ofSeconds(settings.warmSeconds());
      Result result = measure(records, seconds);
      records.end();
      awaitAll(records);
      context.stop(false);
      return result
          .with(Field.VARIANT, axis.label() + " x" + times)
          .with(Field.SIZE, size)
          .checked(records.wrong());
    }
  }

  private Result measure(SteadyRecords records, double seconds) throws InterruptedException {
    records.forget();
    long before = records.came();
    double cpu = Machine.cpuSeconds();
    double threads = Machine.threadCpuSeconds();
    Pause.ofSeconds(seconds);
    threads = Machine.threadCpuSeconds() - threads;
    cpu = Machine.cpuSeconds() - cpu;
    double[] late = records.lateMs();
    return Result.of(settings, settings.batchMs())
        .with(Field.N, records.came() - before)
        .with(Field.SECONDS, seconds)
        .with(Field.CPU_S, cpu)
        .with(Field.BATCHES, late.length)
        .with(Field.CPU_US_PER_BATCH, threads * 1e6 / late.length)
        .with(Field.LATE_P50_MS, Samples.quantile(late, 0.5))
        .with(Field.LATE_P99_MS, Samples.quantile(late, 0.99));
  }

  private void awaitAll(SteadyRecords records) throws InterruptedException {
    Pause.ofMillis(2 * settings.batchMs()); // A batch may be made at this moment.
    for (int ms = 0; ms < PATIENCE_MS && !records.allCame(); ms += LOOK_MS) {
      Pause.ofMillis(LOOK_MS);
    }
  }
}
