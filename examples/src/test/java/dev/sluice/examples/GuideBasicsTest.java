package dev.sluice.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.dstream.DStream;
import dev.sluice.dstream.InputDStream;
import dev.sluice.listener.DrainReport;
import dev.sluice.rdd.RDD;
import dev.sluice.streaming.StreamingConf;
import dev.sluice.streaming.StreamingContext;
import dev.sluice.streaming.StreamingContextState;
import dev.sluice.testkit.Collected;
import dev.sluice.testkit.TestStreams;
import dev.sluice.time.Durations;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the guides show of contexts and basic sources. */
class GuideBasicsTest {
  @TempDir Path base;

  @Test
  void settings_come_from_the_program() {
    // snippet: GuideConf
    StreamingConf conf =
        new StreamingConf()
            .setMaster("local[4]")
            .setAppName("NetworkWordCount")
            .set("streaming.blockInterval", "50ms");
    // end of snippet

    assertThat(conf.get("spark.streaming.blockInterval")).contains("50ms");
  }

  @Test
  void a_context_is_defined_started_and_stopped() throws Exception {
    Queue<RDD<String>> lines = new ConcurrentLinkedQueue<>();

    // snippet: GuideContext
    StreamingConf conf = new StreamingConf().setMaster("local[4]").setAppName("Orders");
    try (StreamingContext ssc = new StreamingContext(conf, Durations.milliseconds(100))) {
      // 1. Define: inputs, what is made of them, outputs.
      ssc.queueStream(lines).map(String::length).print();

      // 2. Run.
      ssc.start();
      lines.add(ssc.rddContext().parallelize(List.of("one order", "another")));

      // 3. Wait, here for a while only, and stop when all that came is processed.
      boolean stopped = ssc.awaitTerminationOrTimeout(500);
      DrainReport report = ssc.stop(true);
      System.out.println(stopped + ", " + report);
      // end of snippet

      assertThat(ssc.getState()).isEqualTo(StreamingContextState.STOPPED);
    }
  }

  @Test
  void a_file_that_is_moved_into_a_directory_is_read_once() throws Exception {
    String directory = Files.createDirectory(base.resolve("in")).toString();
    try (TestStreams streams = TestStreams.create(Durations.seconds(1))) {
      StreamingContext ssc = streams.context();

      // snippet: GuideFiles
      DStream<String> lines = ssc.textFileStream(directory);
      DStream<String> errors = lines.filter(line -> line.startsWith("ERROR"));
      // end of snippet

      Collected<String> found = streams.collect(errors);
      streams.start();
      Path hidden = Files.writeString(Path.of(directory, ".new"), "ERROR disk full\nINFO all well");
      Files.setLastModifiedTime(hidden, FileTime.fromMillis(1_500));
      streams.advance(1);
      Files.move(hidden, Path.of(directory, "first.log"), StandardCopyOption.ATOMIC_MOVE);
      streams.advance(2);

      assertThat(found.batches()).containsExactly(List.of(), List.of("ERROR disk full"), List.of());
    }
  }

  @Test
  void a_queue_gives_one_dataset_to_each_batch() {
    try (TestStreams streams = TestStreams.create(Durations.seconds(1))) {
      StreamingContext ssc = streams.context();

      // snippet: GuideQueue
      Queue<RDD<Integer>> queue = new ArrayDeque<>();
      InputDStream<Integer> numbers = ssc.queueStream(queue);
      queue.add(ssc.rddContext().parallelize(List.of(1, 2)));
      queue.add(ssc.rddContext().parallelize(List.of(3)));
      // end of snippet

      Collected<Integer> batches = streams.collect(numbers);
      streams.start();
      streams.advance(3);
      assertThat(batches.batches()).containsExactly(List.of(1, 2), List.of(3), List.of());
    }
  }

  @Test
  void streams_of_one_kind_are_united() throws Exception {
    try (LineServer server = LineServer.start();
        TestStreams streams = TestStreams.create(Durations.seconds(1))) {
      StreamingContext ssc = streams.context();
      String host = server.host();
      int port = server.port();

      // snippet: GuideUnion
      List<DStream<String>> parts =
          List.of(
              ssc.receiverStream(new CustomReceiver(host, port)),
              ssc.receiverStream(new CustomReceiver(host, port)));
      DStream<String> lines = ssc.union(parts).repartition(4);
      // end of snippet

      Collected<String> batches = streams.collect(lines);
      streams.start();
      streams.advance(1);
      assertThat(batches.batches()).hasSize(1);
    }
  }
}
