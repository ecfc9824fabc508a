package dev.sluice.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.streaming.StreamingConf;
import dev.sluice.testkit.Collected;
import dev.sluice.testkit.CrashingStorage;
import dev.sluice.testkit.TestStreams;
import dev.sluice.time.Durations;
import dev.sluice.time.Time;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How much of a backlog a batch takes. */
class DirectRatesTest {
  private String topic;

  @BeforeEach
  void createBacklog() throws Exception {
    topic = TestTopics.create(2);
    TestTopics.send(topic, 0, numbers(30));
    TestTopics.send(topic, 1, numbers(10));
  }

  private static String[] numbers(int count) {
    return IntStream.range(0, count).mapToObj(Integer::toString).toArray(String[]::new);
  }

  private List<Integer> sizes(StreamingConf conf, int batches) {
    try (TestStreams streams = TestStreams.create(conf, Durations.milliseconds(500))) {
      Collected<String> values = Direct.values(streams, topic);
      streams.start();
      streams.advance(batches);
      return values.batches().stream().map(List::size).toList();
    }
  }

  @Test
  void a_partition_gives_no_more_than_its_most() {
    StreamingConf conf = new StreamingConf().set("spark.streaming.kafka.maxRatePerPartition", "16");

    assertThat(sizes(conf, 5)).containsExactly(16, 10, 8, 6, 0);
    assertThat(conf.warnings()).isEmpty();
  }

  @Test
  void the_rate_of_the_beginning_is_shared_by_what_waits() {
    StreamingConf conf =
        new StreamingConf()
            .set("streaming.backpressure.enabled", "true")
            .set("streaming.backpressure.initialRate", "40");
    try (TestStreams streams = TestStreams.create(conf, Durations.milliseconds(500))) {
      Collected<String> values = Direct.values(streams, topic);
      streams.start();
      streams.advance(1);

      assertThat(values.partitions().get(0))
          .containsExactly(List.of(numbers(15)), List.of(numbers(5)));
    }
  }

  @Test
  void without_back_pressure_a_batch_takes_all() {
    StreamingConf conf =
        new StreamingConf()
            .set("streaming.backpressure.enabled", "false")
            .set("streaming.backpressure.initialRate", "40");

    assertThat(sizes(conf, 2)).containsExactly(40, 0);
  }

  @Test
  void a_program_may_bound_each_partition_by_itself() {
    try (TestStreams streams = TestStreams.create(Durations.seconds(1))) {
      Collected<String> values =
          streams.collect(
              DirectStreams.createDirectStream(
                      streams.context(),
                      LocationStrategies.PreferConsistent(),
                      ConsumerStrategies.<String, String>Subscribe(
                          List.of(topic), TestTopics.params()),
                      partition -> partition.partition() == 0 ? 7 : 0)
                  .map(ConsumerRecord::value));
      streams.start();
      streams.advance(1);

      assertThat(values.partitions().get(0))
          .containsExactly(List.of(numbers(7)), List.of(numbers(10)));
    }
  }

  @Test
  void the_batches_after_a_restart_are_bounded() throws Exception {
    CrashingStorage storage = new CrashingStorage(1);
    String grown = TestTopics.create(1);
    for (int seconds : new int[] {0, 5}) {
      StreamingConf conf = new StreamingConf().set("streaming.backpressure.initialRate", "10");
      try (TestStreams streams =
          TestStreams.create(conf, Durations.seconds(1), new Time(seconds * 1000L))) {
        streams.context().checkpoint(storage);
        Collected<String> values = Direct.values(streams, grown);
        streams.start();
        streams.advance(1);
        assertThat(values.batches()).allMatch(batch -> batch.size() <= 10);
      }
      TestTopics.send(grown, 0, numbers(100));
    }
  }
}
