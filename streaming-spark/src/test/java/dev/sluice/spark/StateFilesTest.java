package dev.sluice.spark;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingLong;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.function.Tuple2;
import dev.sluice.rdd.HashPartitioner;
import dev.sluice.state.StateSpec;
import dev.sluice.streaming.StreamingConf;
import dev.sluice.testkit.Collected;
import dev.sluice.testkit.TestStreams;
import dev.sluice.time.Durations;
import dev.sluice.time.Time;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.SparkContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What checkpoints write of states that tasks of Spark have. */
class StateFilesTest {
  private static final int KEYS = 20_000;
  private static final int BATCHES = 12;
  private static final int MUCH_LESS = 10;

  @TempDir Path directory;

  private final SparkContext spark = Clusters.connect("local[2]");

  @AfterEach
  void stop() {
    spark.stop();
  }

  private static TestStreams streams(Time now) {
    StreamingConf conf =
        new StreamingConf().setMaster("spark-local[2]").set("streaming.checkpoint.interval", "1s");
    return TestStreams.create(conf, Durations.seconds(1), now);
  }

  /** Many keys in the first batch, one of them in each that follows. */
  private Collected<Tuple2<Integer, Integer>> define(TestStreams streams) {
    streams.context().checkpoint(directory.toString());
    List<List<Integer>> batches = new ArrayList<>();
    batches.add(IntStream.range(0, KEYS).boxed().toList());
    IntStream.range(1, 2 * BATCHES).forEach(batch -> batches.add(List.of(batch)));
    return streams.collect(
        streams
            .input(batches)
            .mapToPair(key -> new Tuple2<>(key, 1))
            .mapWithState(
                StateSpec.<Integer, Integer, Integer, Integer>function(
                        (key, one, state) -> {
                          int sum = state.getOption().orElse(0) + one.orElse(0);
                          state.update(sum);
                          return sum;
                        })
                    .partitioner(new HashPartitioner(2)))
            .stateSnapshots());
  }

  /** The bytes of the state's files by batch time. */
  private NavigableMap<Long, Long> bytes() throws IOException {
    try (Stream<Path> files = Files.walk(directory.resolve("state"))) {
      return files
          .filter(file -> file.toString().endsWith(".state"))
          .collect(
              groupingBy(StateFilesTest::time, TreeMap::new, summingLong(StateFilesTest::size)));
    }
  }

  private static long time(Path file) {
    return Long.parseLong(file.getFileName().toString().replaceAll("-.*", ""));
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void after_the_first_image_only_changes_are_written_and_they_are_read_again() throws Exception {
    try (TestStreams streams = streams(new Time(0))) {
      define(streams);
      streams.start();
      streams.advance(BATCHES);
    }
    NavigableMap<Long, Long> written = bytes();
    assertThat(written).hasSizeGreaterThan(2);
    long image = written.firstEntry().getValue();
    assertThat(written.tailMap(written.firstKey(), false).values())
        .allMatch(changes -> changes < image / MUCH_LESS);

    try (TestStreams streams = streams(new Time(Durations.seconds(BATCHES).toMillis()))) {
      var states = define(streams);
      streams.start();
      streams.advance(1);

      var last = states.batches().get(states.batches().size() - 1);
      assertThat(last).hasSize(KEYS);
      assertThat(last.stream().mapToInt(Tuple2::_2).sum()).isEqualTo(KEYS + BATCHES);
    }
    assertThat(bytes().lastEntry().getValue()).isLessThan(image / MUCH_LESS);
  }
}
