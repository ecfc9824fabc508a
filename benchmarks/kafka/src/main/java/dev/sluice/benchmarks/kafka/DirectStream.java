package dev.sluice.benchmarks.kafka;

import dev.sluice.benchmarks.corpus.WordTotals;
import dev.sluice.dstream.InputDStream;
import dev.sluice.function.Tuple2;
import dev.sluice.kafka.ConsumerStrategies;
import dev.sluice.kafka.KafkaUtils;
import dev.sluice.kafka.LocationStrategies;
import dev.sluice.streaming.StreamingConf;
import dev.sluice.streaming.StreamingContext;
import dev.sluice.time.Durations;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The word count of the guides over a direct stream. Immutable.
 *
 * @param threads of its engine
 */
record DirectStream(int threads) implements WordCounter {
  private static final Duration BATCH = Durations.milliseconds(200);

  /** Of a partition a second: batches that take several intervals, so that no thread waits. */
  private static final int MOST_PER_SECOND = 500_000;

  @Override
  public String name() {
    return "direct-" + threads;
  }

  @Override
  public void count(FilledTopic topic, WordTotals totals) throws Exception {
    StreamingConf conf =
        new StreamingConf()
            .setMaster("local[" + threads + "]")
            .setAppName("DirectStream")
            .set("streaming.backpressure.enabled", "false")
            .set("streaming.kafka.maxRatePerPartition", Integer.toString(MOST_PER_SECOND));
    CountDownLatch done = new CountDownLatch(1);
    try (StreamingContext context = new StreamingContext(conf, BATCH)) {
      lines(context, topic)
          .flatMap(record -> Arrays.asList(record.value().split(" ")))
          .mapToPair(word -> new Tuple2<>(word, 1))
          .reduceByKey(Integer::sum)
          .foreachRDD(
              counts -> {
                counts.collect().forEach(count -> totals.add(count._1(), count._2()));
                if (topic.isAllIn(totals)) {
                  done.countDown();
                }
              });
      context.start();
      done.await();
      context.stop(false);
    }
  }

  private static InputDStream<ConsumerRecord<String, String>> lines(
      StreamingContext context, FilledTopic topic) {
    Map<String, Object> params = new HashMap<>(topic.consumer());
    params.put("group.id", "benchmark");
    return KafkaUtils.createDirectStream(
        context,
        LocationStrategies.PreferConsistent(),
        ConsumerStrategies.<String, String>Subscribe(List.of(FilledTopic.NAME), params));
  }
}
