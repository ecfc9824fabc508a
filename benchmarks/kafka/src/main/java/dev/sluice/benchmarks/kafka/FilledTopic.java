package dev.sluice.benchmarks.kafka;

import dev.sluice.benchmarks.corpus.Corpus;
import dev.sluice.benchmarks.corpus.WordTotals;
import dev.sluice.kafka.fixtures.TextClients;
import dev.sluice.kafka.fixtures.Topics;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * A topic of eight partitions with the first lines of a corpus. Immutable.
 *
 * @param address the broker
 * @param corpus where the lines are from
 * @param lines how many
 */
record FilledTopic(String address, Corpus corpus, int lines) {
  static final String NAME = "lines";
  static final int PARTITIONS = 8;

  /** Makes the topic and writes the lines, each to the next partition. */
  static FilledTopic fill(String address, Corpus corpus, int lines) throws Exception {
    try (Topics topics = Topics.at(address)) {
      topics.create(NAME, PARTITIONS);
    }
    Map<String, Object> settings = TextClients.producer(address);
    settings.put("linger.ms", 20);
    settings.put("batch.size", 256 * 1024);
    String[] texts = corpus.lines();
    try (KafkaProducer<String, String> producer = new KafkaProducer<>(settings)) {
      for (int line = 0; line < lines; line++) {
        String text = texts[line % texts.length];
        var unused = producer.send(new ProducerRecord<>(NAME, line % PARTITIONS, null, text));
      }
    }
    return new FilledTopic(address, corpus, lines);
  }

  /** Settings of a consumer that reads from the first line on. */
  Map<String, Object> consumer() {
    return TextClients.consumer(address);
  }

  /** The partitions of one of several readers that share the topic. */
  List<TopicPartition> share(int reader, int readers) {
    return IntStream.range(0, PARTITIONS)
        .filter(partition -> partition % readers == reader)
        .mapToObj(partition -> new TopicPartition(NAME, partition))
        .toList();
  }

  /** How many lines a partition has. */
  long lines(TopicPartition partition) {
    return (lines - partition.partition() + PARTITIONS - 1L) / PARTITIONS;
  }

  /** Whether totals have all words. */
  boolean isAllIn(WordTotals totals) {
    return totals.words() >= corpus.words(lines);
  }

  /** What is wrong with the totals of all lines, or empty. */
  Optional<String> wrong(WordTotals totals) {
    return totals.wrong(corpus, lines);
  }
}
