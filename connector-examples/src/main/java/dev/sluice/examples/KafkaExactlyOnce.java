package dev.sluice.examples;

import dev.sluice.dstream.DStream;
import dev.sluice.dstream.InputDStream;
import dev.sluice.dstream.PairDStream;
import dev.sluice.function.Tuple2;
import dev.sluice.kafka.CanCommitOffsets;
import dev.sluice.kafka.ConsumerStrategies;
import dev.sluice.kafka.KafkaOutput;
import dev.sluice.kafka.KafkaUtils;
import dev.sluice.kafka.LocationStrategies;
import dev.sluice.kafka.OffsetRange;
import dev.sluice.streaming.StreamingConf;
import dev.sluice.streaming.StreamingContext;
import dev.sluice.time.Durations;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Counts the words of the lines that come to a topic of Kafka in each second, and writes the counts
 * to another topic: each once, also when it is killed and started again with the same directory.
 *
 * <p>Arguments: {@code BOOTSTRAP FROM TO DIRECTORY}, or nothing for a broker of its own.
 */
public final class KafkaExactlyOnce {
  private static final Usage USAGE = new Usage("KafkaExactlyOnce", "[BOOTSTRAP FROM TO DIRECTORY]");
  private static final int ALL_ARGUMENTS = 4;

  private KafkaExactlyOnce() {}

  /** Runs until the process is told to end. */
  public static void main(String[] args) throws Exception {
    if (args.length == ALL_ARGUMENTS) {
      run(args[0], args[1], args[2], args[3]);
    } else if (args.length > 0) {
      throw USAGE.exit("found %d arguments, expected 0 or 4".formatted(args.length));
    } else {
      try (KafkaFeed feed = KafkaFeed.start()) {
        String directory = Files.createTempDirectory("exactly-once").toString();
        run(feed.address(), feed.topic(), feed.create("counts"), directory);
      }
    }
  }

  private static void run(String brokers, String from, String to, String directory)
      throws InterruptedException {
    StreamingContext ssc = StreamingContext.getOrCreate(directory, () -> define(brokers, from, to));
    try (ssc) {
      ssc.start();
      ssc.awaitTermination();
    }
  }

  private static StreamingContext define(String brokers, String from, String to) {
    StreamingConf conf =
        new StreamingConf()
            .setIfMissing("streaming.master", "local[2]")
            .setAppName("KafkaExactlyOnce");
    StreamingContext ssc = new StreamingContext(conf, Durations.seconds(1));
    InputDStream<ConsumerRecord<String, String>> lines = read(ssc, brokers, from);
    PairDStream<String, Integer> counts = count(lines);
    counts.print();
    write(counts, brokers, to);
    commit(lines);
    return ssc;
  }

  // snippet: KafkaDirectStream
  private static InputDStream<ConsumerRecord<String, String>> read(
      StreamingContext ssc, String brokers, String topic) {
    Map<String, Object> params =
        Map.of(
            "bootstrap.servers", brokers,
            "group.id", "word-count",
            "auto.offset.reset", "earliest",
            "isolation.level", "read_committed");
    return KafkaUtils.createDirectStream(
        ssc,
        LocationStrategies.PreferConsistent(),
        ConsumerStrategies.Subscribe(List.of(topic), params));
  }

  // end of snippet

  private static PairDStream<String, Integer> count(DStream<ConsumerRecord<String, String>> lines) {
    return lines
        .flatMap(record -> Arrays.asList(record.value().split(" ")))
        .mapToPair(word -> new Tuple2<>(word, 1))
        .reduceByKey(Integer::sum);
  }

  // snippet: KafkaOutput
  private static void write(PairDStream<String, Integer> counts, String brokers, String topic) {
    counts.saveTo(
        "counts",
        KafkaOutput.transactional(
            Map.of("bootstrap.servers", brokers),
            topic,
            count -> new ProducerRecord<>(topic, count._1(), count._2().toString())));
  }

  // end of snippet

  // snippet: KafkaCommit
  private static void commit(InputDStream<ConsumerRecord<String, String>> stream) {
    CanCommitOffsets offsets = CanCommitOffsets.of(stream);
    stream.foreachRDD(rdd -> offsets.commitAsync(OffsetRange.of(rdd)));
  }
  // end of snippet
}
