package dev.sluice.benchmarks.sluice;

import dev.sluice.benchmarks.corpus.Corpus;
import dev.sluice.benchmarks.corpus.WordTotals;
import dev.sluice.benchmarks.harness.Field;
import dev.sluice.benchmarks.harness.Machine;
import dev.sluice.benchmarks.harness.Measurement;
import dev.sluice.benchmarks.harness.Pause;
import dev.sluice.benchmarks.harness.Result;
import dev.sluice.benchmarks.harness.ScratchDirectory;
import dev.sluice.benchmarks.harness.Settings;
import dev.sluice.dstream.DStream;
import dev.sluice.listener.StreamingEvent;
import dev.sluice.listener.StreamingListener;
import dev.sluice.streaming.StreamingConf;
import dev.sluice.streaming.StreamingContext;
import dev.sluice.time.Durations;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Word count by a receiver that logs: how much becomes durable a second, and how long a store takes
 * until it is, with more and more stores in flight. Confined to the driver's thread.
 */
record LogLoad(Settings settings) implements Measurement {
  private static final List<Load> LOADS =
      List.of(new Load(1, 100), new Load(10, 100), new Load(100, 100), new Load(2, 10_000));
  private static final int PATIENCE_MS = 60_000;
  private static final int LOOK_MS = 10;

  /**
   * What a receiver does.
   *
   * @param inFlight how many threads store, each waiting for its store
   * @param block how many lines a store has
   */
  private record Load(int inFlight, int block) {
    @Override
    public String toString() {
      return inFlight + "x" + block;
    }
  }

  @Override
  public void run(Consumer<Result> results) throws Exception {
    Corpus corpus = new Corpus(settings.lines(), settings.seed());
    for (Load load : LOADS) {
      results.accept(measure(load, corpus));
    }
  }

  private Result measure(Load load, Corpus corpus) throws IOException, InterruptedException {
    Stores stores = new Stores(corpus.lines(), load.block());
    WordTotals totals = new WordTotals();
    stores.makeCurrent();
    try (ScratchDirectory directory = Sluice.scratch(settings);
        StreamingContext context = context(directory, load, totals, stores)) {
      context.start();
      Pause.ofSeconds(settings.warmSeconds());
      Result result = measure(load, stores);
      stores.close();
      awaitWords(corpus, stores, totals);
      Result checked = result.checked(wrong(corpus, stores, totals));
      context.stop(false);
      return checked;
    }
  }

  private StreamingContext context(
      ScratchDirectory directory, Load load, WordTotals totals, Stores stores) {
    StreamingConf conf =
        new StreamingConf()
            .setMaster(settings.option("master", "local[2]"))
            .setAppName("w7")
            .set("streaming.receiver.writeAheadLog.enable", "true")
            .setAll(Sluice.ownKeys(settings));
    StreamingContext context =
        new StreamingContext(conf, Durations.milliseconds(settings.batchMs()));
    context.checkpoint(directory.path().toString());
    DStream<String> lines = context.receiverStream(new StoringReceiver(load.inFlight()));
    Programs.words(lines)
        .reduceByKey(Integer::sum)
        .foreachRDD(rdd -> rdd.collect().forEach(word -> totals.add(word._1(), word._2())));
    context.addStreamingListener(
        new StreamingListener() {
          @Override
          public void onBatchCompleted(StreamingEvent.BatchCompleted event) {
            stores.workedOff(event.batchInfo().numRecords());
          }
        });
    return context;
  }

  private Result measure(Load load, Stores stores) throws InterruptedException {
    stores.forget();
    long before = stores.stored();
    double cpu = Machine.cpuSeconds();
    long start = System.nanoTime();
    Pause.ofSeconds(settings.measureSeconds());
    long records = stores.stored() - before;
    double seconds = (System.nanoTime() - start) / 1e9;
    return Result.of(settings, settings.batchMs())
        .with(Field.VARIANT, load.toString())
        .with(Field.N, records)
        .with(Field.SECONDS, seconds)
        .with(Field.RECORDS_PER_S, Math.round(records / seconds))
        .with(Field.LOGGED_MB_PER_S, records * Corpus.LINE / 1e6 / seconds)
        .with(Field.STORES, stores.measured())
        .with(Field.P50_MS, stores.quantileMs(0.5))
        .with(Field.P99_MS, stores.quantileMs(0.99))
        .with(Field.P999_MS, stores.quantileMs(0.999))
        .with(Field.CPU_S, Machine.cpuSeconds() - cpu);
  }

  private void awaitWords(Corpus corpus, Stores stores, WordTotals totals)
      throws InterruptedException {
    for (int ms = 0; ms < PATIENCE_MS; ms += LOOK_MS) {
      if (stores.isSettled() && totals.words() >= corpus.words(stores.stored())) {
        Pause.ofMillis(2 * settings.batchMs()); // Whatever comes too much comes now.
        return;
      }
      Pause.ofMillis(LOOK_MS);
    }
  }

  private static Optional<String> wrong(Corpus corpus, Stores stores, WordTotals totals) {
    return stores.isSettled()
        ? totals.wrong(corpus, stores.stored())
        : Optional.of("stores: found some that never returned");
  }
}
