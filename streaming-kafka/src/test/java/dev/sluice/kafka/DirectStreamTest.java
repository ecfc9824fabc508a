package dev.sluice.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.dstream.InputDStream;
import dev.sluice.io.ClassNames;
import dev.sluice.io.KryoSerializer;
import dev.sluice.listener.StreamInputInfo;
import dev.sluice.listener.StreamingEvent;
import dev.sluice.listener.StreamingListener;
import dev.sluice.rdd.RDD;
import dev.sluice.rdd.StorageLevel;
import dev.sluice.testkit.Collected;
import dev.sluice.testkit.TestStreams;
import dev.sluice.time.Durations;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/** What batches of a direct stream have. */
class DirectStreamTest {
  @Test
  void a_batch_has_what_came_since_the_one_before() throws Exception {
    String topic = TestTopics.create(2);
    TestTopics.send(topic, 0, "a", "b");
    try (TestStreams streams = TestStreams.create(Durations.seconds(1))) {
      Collected<String> values = Direct.values(streams, topic);
      streams.start();
      streams.advance(1);
      TestTopics.send(topic, 0, "c");
      TestTopics.send(topic, 1, "d");
      streams.advance(3);

      assertThat(values.batches())
          .containsExactly(List.of("a", "b"), List.of("c", "d"), List.of(), List.of());
    }
  }

  @Test
  void a_record_has_all_that_kafka_knows_of_it() throws Exception {
    String topic = TestTopics.create(1);
    ProducerRecord<String, String> sent =
        new ProducerRecord<>(topic, 0, 123_456_789L, "key", "value");
    sent.headers().add("name", new byte[] {1, 2});
    TestTopics.send(sent);
    try (TestStreams streams = TestStreams.create(Durations.seconds(1))) {
      Collected<String> seen =
          streams.collect(
              Direct.stream(streams, topic)
                  .map(
                      record ->
                          "%s %d %d %d %s=%s %s"
                              .formatted(
                                  record.topic().equals(topic),
                                  record.partition(),
                                  record.offset(),
                                  record.timestamp(),
                                  record.key(),
                                  record.value(),
                                  Arrays.toString(record.headers().lastHeader("name").value()))));
      streams.start();
      streams.advance(1);

      assertThat(seen.records()).containsExactly("true 0 0 123456789 key=value [1, 2]");
    }
  }

  @Test
  void a_partition_with_records_is_a_partition_of_the_batch_and_tells_its_range() throws Exception {
    String topic = TestTopics.create(3);
    TestTopics.send(topic, 0, "a", "b");
    TestTopics.send(topic, 2, "c");
    List<List<OffsetRange>> ranges = new CopyOnWriteArrayList<>();
    try (TestStreams streams = TestStreams.create(Durations.seconds(1))) {
      InputDStream<ConsumerRecord<String, String>> stream = Direct.stream(streams, topic);
      stream.foreachRDD((rdd, time) -> ranges.add(List.of(OffsetRange.of(rdd))));
      Collected<String> values = streams.collect(stream.map(ConsumerRecord::value));
      streams.start();
      streams.advance(2);

      assertThat(values.partitions().get(0)).containsExactly(List.of("a", "b"), List.of("c"));
    }
    assertThat(ranges)
        .containsExactly(
            List.of(OffsetRange.create(topic, 0, 0, 2), OffsetRange.create(topic, 2, 0, 1)),
            List.of());
  }

  @Test
  void a_transformed_dataset_tells_no_ranges() throws Exception {
    String topic = TestTopics.create(1);
    TestTopics.send(topic, 0, "a");
    List<RDD<String>> datasets = new ArrayList<>();
    try (TestStreams streams = TestStreams.create(Durations.seconds(1))) {
      Direct.stream(streams, topic)
          .map(ConsumerRecord::value)
          .foreachRDD((rdd, time) -> datasets.add(rdd));
      streams.start();
      streams.advance(1);
    }

    assertThatThrownBy(() -> OffsetRange.of(datasets.get(0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("before any transformation");
  }

  @Test
  void listeners_are_told_the_number_of_records_and_the_offsets() throws Exception {
    String topic = TestTopics.create(2);
    TestTopics.send(topic, 1, "a", "b", "c");
    List<StreamInputInfo> told = new CopyOnWriteArrayList<>();
    try (TestStreams streams = TestStreams.create(Durations.seconds(1))) {
      streams
          .context()
          .addStreamingListener(
              new StreamingListener() {
                @Override
                public void onBatchSubmitted(StreamingEvent.BatchSubmitted event) {
                  told.addAll(event.batchInfo().inputs().values());
                }
              });
      Direct.values(streams, topic);
      streams.start();
      streams.advance(2);
    }

    assertThat(told.get(0).numRecords()).isEqualTo(3);
    assertThat(told.get(0).metadata()).containsEntry("offsets", topic + "-1:0-3");
    assertThat(told.get(0).description())
        .contains("topic " + topic + ", partition 1: offsets 0 to 3");
    assertThat(told.get(1)).isEqualTo(new StreamInputInfo(told.get(1).streamId(), 0));
  }

  @Test
  void a_stream_that_is_stopped_leaves_no_thread() throws Exception {
    String topic = TestTopics.create(1);
    TestTopics.send(topic, 0, "a");
    String client = TestTopics.name("client");
    try (TestStreams streams = TestStreams.create(Durations.seconds(1))) {
      Direct.values(streams, topic, "client.id", client, "group.id", client);
      streams.start();
      streams.advance(1);
      assertThat(threads()).anyMatch(name -> name.contains(client));
    }

    assertThat(threads()).noneMatch(name -> name.contains(client));
  }

  private static List<String> threads() {
    return Thread.getAllStackTraces().keySet().stream().map(Thread::getName).toList();
  }

  @Test
  void records_can_be_serialized_in_both_forms() throws Exception {
    String topic = TestTopics.create(1);
    ProducerRecord<String, String> sent = new ProducerRecord<>(topic, 0, null, "a");
    sent.headers().add("name", new byte[] {7}).add("none", null);
    TestTopics.send(sent);
    List<ConsumerRecord<String, String>> read = new ArrayList<>();
    try (TestStreams streams = TestStreams.create(Durations.seconds(1))) {
      Direct.stream(streams, topic).foreachRDD(rdd -> read.addAll(rdd.collect()));
      streams.start();
      streams.advance(1);
    }
    for (KryoSerializer serializer :
        List.of(new KryoSerializer(), KryoSerializer.evolving(ClassNames.unrestricted()))) {
      byte[] bytes = serializer.write(read.get(0));
      ConsumerRecord<String, String> copy = serializer.read(ByteBuffer.wrap(bytes));

      assertThat(copy.key()).isNull();
      assertThat(copy.value()).isEqualTo("a");
      assertThat(copy.headers()).isEqualTo(read.get(0).headers());
      assertThat(copy.timestampType()).isEqualTo(read.get(0).timestampType());
      assertThat(copy).hasToString(read.get(0).toString());
    }
  }

  @Test
  void two_outputs_of_a_batch_read_the_same() throws Exception {
    String topic = TestTopics.create(1);
    try (TestStreams streams = TestStreams.create(Durations.seconds(1))) {
      InputDStream<ConsumerRecord<String, String>> stream = Direct.stream(streams, topic);
      Collected<String> first = streams.collect(stream.map(ConsumerRecord::value));
      Collected<String> second = streams.collect(stream.map(ConsumerRecord::value));
      streams.start();
      for (String value : List.of("a", "b", "c")) {
        TestTopics.send(topic, 0, value);
        streams.advance(1);
      }

      assertThat(first.batches()).containsExactly(List.of("a"), List.of("b"), List.of("c"));
      assertThat(second.batches()).isEqualTo(first.batches());
    }
  }

  @Test
  void records_can_be_kept_as_bytes_and_in_windows() throws Exception {
    String topic = TestTopics.create(1);
    ProducerRecord<String, String> sent = new ProducerRecord<>(topic, 0, "key", "a");
    sent.headers().add("name", new byte[] {7});
    TestTopics.send(sent);
    try (TestStreams streams = TestStreams.create(Durations.seconds(1))) {
      Collected<String> seen =
          streams.collect(
              Direct.stream(streams, topic)
                  .persist(StorageLevel.MEMORY_ONLY_SER)
                  .window(Durations.seconds(2))
                  .map(
                      record ->
                          record.key()
                              + record.value()
                              + record.headers().lastHeader("name").value()[0]
                              + record.leaderEpoch().isPresent()));
      streams.start();
      streams.advance(3);

      assertThat(seen.batches())
          .containsExactly(List.of("keya7true"), List.of("keya7true"), List.of());
    }
  }
}
