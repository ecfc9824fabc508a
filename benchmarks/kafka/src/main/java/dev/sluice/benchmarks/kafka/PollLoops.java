package dev.sluice.benchmarks.kafka;

import dev.sluice.benchmarks.corpus.WordTotals;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Consumers that share the partitions, each on a thread of its own: it polls, splits, counts in a
 * map, and hands its counts over every second. Immutable.
 *
 * @param threads how many
 */
record PollLoops(int threads) implements WordCounter {
  private static final Duration WAIT = Duration.ofMillis(100);
  private static final long BATCH_NS = 1_000_000_000;

  @Override
  public String name() {
    return "poll-loop-" + threads;
  }

  @Override
  public void count(FilledTopic topic, WordTotals totals) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<?>> loops = new ArrayList<>();
      for (int reader = 0; reader < threads; reader++) {
        List<TopicPartition> partitions = topic.share(reader, threads);
        loops.add(pool.submit(() -> loop(topic, partitions, totals)));
      }
      for (Future<?> loop : loops) {
        loop.get();
      }
    } finally {
      pool.shutdownNow();
    }
  }

  private static void loop(FilledTopic topic, List<TopicPartition> partitions, WordTotals totals) {
    long left = partitions.stream().mapToLong(topic::lines).sum();
    Map<String, Integer> counts = new HashMap<>();
    long handedOver = System.nanoTime();
    try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(topic.consumer())) {
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      while (left > 0) {
        for (ConsumerRecord<String, String> record : consumer.poll(WAIT)) {
          for (String word : record.value().split(" ")) {
            counts.merge(word, 1, Integer::sum);
          }
          left--;
        }
        if (left == 0 || System.nanoTime() - handedOver > BATCH_NS) {
          counts.forEach(totals::add);
          counts.clear();
          handedOver = System.nanoTime();
        }
      }
    }
  }
}
