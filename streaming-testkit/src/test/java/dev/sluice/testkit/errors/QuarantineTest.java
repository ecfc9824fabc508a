package dev.sluice.testkit.errors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.dstream.DStream;
import dev.sluice.dstream.ErrorPolicy;
import dev.sluice.io.Bytes;
import dev.sluice.io.RawRecord;
import dev.sluice.quarantine.Quarantine;
import dev.sluice.quarantine.QuarantinedRecord;
import dev.sluice.streaming.StreamingConf;
import dev.sluice.streaming.StreamingException;
import dev.sluice.testkit.CrashingStorage;
import dev.sluice.testkit.TestStreams;
import dev.sluice.time.Durations;
import dev.sluice.time.Time;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is kept of records that functions fail on, and how it comes back. */
class QuarantineTest {
  private static final Duration SECOND = Durations.seconds(1);

  private final TestStreams streams = TestStreams.create(new StreamingConf(), SECOND);
  private final CrashingStorage storage = new CrashingStorage(1);
  private final Quarantine quarantine = Quarantine.of(storage);

  private void run(int batches) {
    try (streams) {
      streams.start();
      streams.advance(batches);
    }
  }

  /** A message of a broker. */
  private record Message(String text, long offset) implements RawRecord {
    @Override
    public byte[] bytes() {
      return QuarantineTest.bytes(text);
    }

    @Override
    public String position() {
      return "offset " + offset;
    }

    int number() {
      return Integer.parseInt(text);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void all_that_is_known_of_a_record_is_kept() throws Exception {
    streams
        .input(
            List.of(
                List.of(),
                List.of(new Message("1", 7), new Message("x", 8)),
                List.of(new Message("y", 9))),
            1)
        .onError(ErrorPolicy.quarantine(storage))
        .map(Message::number)
        .named("numbers")
        .foreachRDD(rdd -> assertThat(rdd.collect()).isNotNull());

    run(3);

    List<QuarantinedRecord> records = quarantine.read();
    assertThat(records).hasSize(2);
    QuarantinedRecord first = records.get(0);
    assertThat(first.operator()).isEqualTo("numbers");
    assertThat(first.time()).isEqualTo(new Time(2000));
    assertThat(first.partition()).isZero();
    assertThat(first.ordinal()).isEqualTo(1);
    assertThat(first.position()).isEqualTo("offset 8");
    assertThat(first.bytes()).contains(Bytes.of(bytes("x")));
    assertThat(first.thrown().exceptionClass()).isEqualTo(NumberFormatException.class.getName());
    assertThat(first.thrown().message()).isEqualTo("For input string: \"x\"");
    assertThat(first.thrown().stackTrace()).contains("\tat java.base/java.lang.Integer.parseInt");
    assertThat(first.record())
        .isInstanceOfSatisfying(Message.class, m -> assertThat(m.offset()).isEqualTo(8));
    assertThat(first)
        .hasToString(
            "record 1 of partition 0 of batch 2000 ms at numbers: java.lang.NumberFormatException");
    assertThat(quarantine.files()).extracting("records").containsExactly(1, 1);
  }

  @Test
  void bytes_and_text_are_their_own_origin_and_other_records_have_none() throws Exception {
    byte[] raw = {1, 2, -1};
    List<Object> records = List.of(raw, "ü", 5);
    streams
        .input(List.of(records), 1)
        .onError(ErrorPolicy.quarantine(storage))
        .map(QuarantineTest::refuse)
        .foreachRDD(rdd -> assertThat(rdd.collect()).isEmpty());

    run(1);

    assertThat(quarantine.read())
        .extracting(QuarantinedRecord::bytes)
        .containsExactly(
            Optional.of(Bytes.of(raw)), Optional.of(Bytes.of(bytes("ü"))), Optional.empty());
    assertThat(quarantine.read().get(2).position()).isEqualTo("partition 0, record 2");
  }

  private static Object refuse(Object record) {
    throw new IllegalStateException("found " + record.getClass());
  }

  @Test
  void a_record_is_kept_once_however_often_it_is_read() {
    List<List<String>> batches = Numbers.generate(3, 6, 12);
    DStream<Integer> numbers =
        streams.input(batches, 3).onError(ErrorPolicy.quarantine(storage)).map(Integer::parseInt);
    numbers.foreachRDD(rdd -> assertThat(rdd.take(1)).isNotNull());
    numbers.foreachRDD(rdd -> assertThat(rdd.collect()).isNotNull());
    numbers.union(numbers).count().foreachRDD(rdd -> assertThat(rdd.collect()).hasSize(1));
    numbers.window(SECOND.multipliedBy(3)).foreachRDD(rdd -> assertThat(rdd.collect()).isNotNull());

    run(8);

    assertThat(Numbers.kept(quarantine)).isEqualTo(Numbers.bad(batches)).isNotEmpty();
  }

  @Test
  void operators_over_one_stream_share_its_quarantine() throws Exception {
    DStream<String> lines =
        streams.input(List.of(List.of("1", "x"))).onError(ErrorPolicy.quarantine(storage));
    lines.map(Integer::parseInt).foreachRDD(rdd -> assertThat(rdd.collect()).hasSize(1));
    lines.map(Long::parseLong).foreachRDD(rdd -> assertThat(rdd.collect()).hasSize(1));

    run(1);

    assertThat(quarantine.read())
        .extracting(QuarantinedRecord::operator)
        .containsExactly("map(List stream#0)", "map(List stream#0) #2");
  }

  @Test
  void what_cannot_be_written_fails_the_output() {
    storage.makeReadOnly();
    streams
        .input(List.of(List.of("x")))
        .onError(ErrorPolicy.quarantine(storage))
        .map(Integer::parseInt)
        .foreachRDD(rdd -> assertThat(rdd.collect()).isEmpty());

    assertThatThrownBy(() -> run(1))
        .isInstanceOf(StreamingException.class)
        .hasStackTraceContaining("read-only file system");
  }

  @Test
  void a_record_that_cannot_be_serialized_fails_the_batch_without_showing_it() {
    streams
        .input(List.of(List.of("secret")))
        .map(line -> new Thread(line))
        .onError(ErrorPolicy.quarantine(storage))
        .map(thread -> 1 / (thread.getName().length() - 6))
        .foreachRDD(rdd -> assertThat(rdd.collect()).isEmpty());

    assertThatThrownBy(() -> run(1))
        .isInstanceOf(StreamingException.class)
        .hasStackTraceContaining("Cannot keep a record that failed in map at QuarantineTest.java");
  }

  @Test
  void a_quarantine_has_bounds_of_records_and_bytes() throws Exception {
    List<String> many = IntStream.range(0, 10_001).mapToObj(n -> "x" + n).toList();
    streams
        .input(List.of(many), 4)
        .onError(ErrorPolicy.quarantine(storage))
        .map(Integer::parseInt)
        .foreachRDD(rdd -> assertThat(rdd.collect()).isEmpty());

    assertThatThrownBy(() -> run(1))
        .hasStackTraceContaining(
            "under the policy quarantine in CrashingStorage: found 10001, allowed 10000 a batch");
    assertThat(quarantine.files()).isEmpty();
  }

  @Test
  void a_quarantine_has_a_bound_of_bytes() throws Exception {
    List<Integer> large = IntStream.range(0, 5).boxed().toList();
    streams
        .input(List.of(large), 1)
        .map(number -> new byte[8 << 20])
        .onError(ErrorPolicy.quarantine(storage))
        .map(bytes -> 1 / (bytes.length - (8 << 20)))
        .foreachRDD(rdd -> assertThat(rdd.collect()).isEmpty());

    assertThatThrownBy(() -> run(1))
        .hasStackTraceContaining(" bytes of 4 records, allowed 67108864 bytes a batch");
    assertThat(quarantine.files()).isEmpty();
  }

  @Test
  void a_budget_of_ones_own_goes_beyond_the_default() throws Exception {
    List<String> many = IntStream.range(0, 10_001).mapToObj(n -> "x" + n).toList();
    streams
        .input(List.of(many), 4)
        .onError(ErrorPolicy.quarantine(storage).atMost(10_001))
        .map(Integer::parseInt)
        .foreachRDD(rdd -> assertThat(rdd.collect()).isEmpty());

    run(1);

    assertThat(Numbers.kept(quarantine)).hasSize(10_001);
  }

  @Test
  void two_streams_cannot_share_a_quarantine(@TempDir Path directory) {
    String place = directory.toString();
    for (int stream = 0; stream < 2; stream++) {
      streams
          .input(List.of(List.of("x")))
          .onError(ErrorPolicy.quarantine(place))
          .map(Integer::parseInt)
          .named("numbers" + stream)
          .foreachRDD(rdd -> assertThat(rdd.collect()).isEmpty());
    }

    assertThatIllegalArgumentException()
        .isThrownBy(() -> run(1))
        .withMessage(
            "Cannot start the context: map \"numbers0\" and map \"numbers1\" put records of"
                + " different streams into the quarantine %s, expected a directory for each stream",
            directory);
  }

  @Test
  void a_directory_is_made_when_a_record_is_put_into_it(@TempDir Path directory) throws Exception {
    Path place = directory.resolve("bad");
    streams
        .input(List.of(List.of("1"), List.of("x")))
        .onError(ErrorPolicy.quarantine(place.toUri().toString()))
        .map(Integer::parseInt)
        .foreachRDD(rdd -> assertThat(rdd.collect()).isNotNull());
    try (streams) {
      streams.start();
      streams.advance(1);
      assertThat(place).doesNotExist();

      streams.advance(1);
      assertThat(Numbers.kept(Quarantine.of(place.toString()))).containsExactly("x");
    }
  }

  @Test
  void a_place_must_be_one_that_something_on_the_class_path_knows() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ErrorPolicy.quarantine("s3://bucket/bad"))
        .withMessage(
            "Cannot use a quarantine directory: found \"s3://bucket/bad\", expected a local path, a file: URI, or something on the class path that knows s3:, for file systems that Hadoop knows the artifact dev.sluice:streaming-hadoop");
  }
}
