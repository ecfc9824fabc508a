package dev.sluice.benchmarks.cluster;

import dev.sluice.benchmarks.corpus.WordTotals;
import dev.sluice.function.Tuple2;
import dev.sluice.streaming.StreamingConf;
import dev.sluice.streaming.StreamingContext;
import dev.sluice.time.Durations;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;

/**
 * The word count of the guides on Sluice. Immutable.
 *
 * @param name what it is called
 * @param master whose engine it runs on
 */
record Sluice(String name, String master) implements WordCounter {
  @Override
  public double count(Load load, WordTotals totals) throws Exception {
    StreamingConf conf = new StreamingConf().setMaster(master).setAppName("benchmarks");
    long expected = Load.corpus().words(load.lines());
    CountDownLatch done = new CountDownLatch(1);
    try (Gate gate = new Gate();
        StreamingContext context =
            new StreamingContext(conf, Durations.milliseconds(load.batchMs()))) {
      context
          .receiverStream(new SluiceReceiver(gate.port(), load))
          .flatMap(line -> Arrays.asList(line.split(" ")))
          .mapToPair(word -> new Tuple2<>(word, 1))
          .reduceByKey(Integer::sum)
          .foreachRDD(
              counts -> {
                counts.collect().forEach(count -> totals.add(count._1(), count._2()));
                if (totals.words() >= expected) {
                  done.countDown();
                }
              });
      context.start();
      long begun = gate.open();
      done.await();
      double seconds = (System.nanoTime() - begun) / 1e9;
      context.stop(false);
      return seconds;
    }
  }
}
