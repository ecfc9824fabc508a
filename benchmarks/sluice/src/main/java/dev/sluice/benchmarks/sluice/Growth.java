package dev.sluice.benchmarks.sluice;

import dev.sluice.benchmarks.harness.Busy;
import dev.sluice.benchmarks.harness.Field;
import dev.sluice.benchmarks.harness.Machine;
import dev.sluice.benchmarks.harness.Measurement;
import dev.sluice.benchmarks.harness.Pause;
import dev.sluice.benchmarks.harness.Result;
import dev.sluice.benchmarks.harness.Settings;
import dev.sluice.listener.StreamingEvent;
import dev.sluice.listener.StreamingListener;
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
      for (int times : TIMES) {
        results.accept(measure(axis, times));
      }
    }
  }

  private Result measure(Axis axis, int times) throws InterruptedException {
    StreamingConf conf =
        new StreamingConf()
            .setMaster(settings.option("master", "local[2]"))
            .setAppName("w10")
            .setAll(Sluice.ownKeys(settings));
    SteadyRecords records = new SteadyRecords();
    Batches batches = new Batches();
    int size = axis.once() * times;
    try (StreamingContext context =
        new StreamingContext(conf, Durations.milliseconds(settings.batchMs()))) {
      axis.build(context, records, size);
      context.addStreamingListener(batches);
      context.start();
      Pause.ofSeconds(settings.warmSeconds());
      Result result = measure(batches).with(Field.VARIANT, axis.label() + " x" + times);
      records.end();
      awaitAll(records);
      context.stop(false);
      return result.with(Field.SIZE, size).checked(records.wrong());
    }
  }

  private Result measure(Batches batches) throws InterruptedException {
    Batches.Totals before = batches.totals();
    double cpu = Machine.cpuSeconds();
    long start = System.nanoTime();
    Pause.ofSeconds(settings.measureSeconds());
    cpu = Machine.cpuSeconds() - cpu;
    double seconds = (System.nanoTime() - start) / 1e9;
    Batches.Totals after = batches.totals();
    Busy busy = after.busy().since(before.busy());
    return Result.of(settings, settings.batchMs())
        .with(Field.N, after.records() - before.records())
        .with(Field.SECONDS, seconds)
        .with(Field.CPU_S, cpu)
        .with(Field.BATCHES, busy.batches())
        .with(Field.CPU_US_PER_BATCH, cpu * 1e6 / Math.max(1, busy.batches()))
        .with(Field.BUSY_S, busy.seconds())
        .with(Field.BUSY_BATCHES, busy.batches());
  }

  private void awaitAll(SteadyRecords records) throws InterruptedException {
    Pause.ofMillis(2 * settings.batchMs()); // A batch may be made at this moment.
    for (int ms = 0; ms < PATIENCE_MS && !records.allCame(); ms += LOOK_MS) {
      Pause.ofMillis(LOOK_MS);
    }
  }

  /** What the batches did so far. Thread-safe: methods take the monitor. */
  private static final class Batches implements StreamingListener {
    private long records;
    private double seconds;
    private long number;

    @Override
    public synchronized void onBatchCompleted(StreamingEvent.BatchCompleted event) {
      records += event.batchInfo().numRecords();
      seconds += event.batchInfo().processingDelay().orElseThrow().toNanos() / 1e9;
      number++;
    }

    synchronized Totals totals() {
      return new Totals(records, new Busy(seconds, number));
    }

    private record Totals(long records, Busy busy) {}
  }
}
