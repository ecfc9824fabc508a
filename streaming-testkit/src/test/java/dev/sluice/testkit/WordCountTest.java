package dev.sluice.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.dstream.InputDStream;
import dev.sluice.function.Tuple2;
import dev.sluice.time.Durations;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The program that the README shows. */
class WordCountTest {
  @Test
  void words_are_counted_batch_by_batch() {
    // snippet: WordCountTest
    try (TestStreams streams = TestStreams.create(Durations.seconds(1))) {
      InputDStream<String> lines = streams.input(List.of(List.of("to be", "or"), List.of("be")));
      Collected<Tuple2<String, Integer>> counts =
          streams.collect(
              lines
                  .flatMap(line -> Arrays.asList(line.split(" ")))
                  .mapToPair(word -> new Tuple2<>(word, 1))
                  .reduceByKey(Integer::sum));

      streams.start();
      streams.advance(2);

      assertThat(counts.batches().get(0))
          .containsExactlyInAnyOrder(
              new Tuple2<>("to", 1), new Tuple2<>("be", 1), new Tuple2<>("or", 1));
      assertThat(counts.batches().get(1)).containsExactly(new Tuple2<>("be", 1));
    }
    // end of snippet
  }
}
