package dev.sluice.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.dstream.DStream;
import dev.sluice.function.Tuple2;
import dev.sluice.testkit.TestStreams;
import dev.sluice.time.Durations;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JdbcWordCountTest {
  @TempDir private Path directory;

  // snippet: JdbcWordCount
  private static void countWords(DStream<String> lines, String url) {
    lines
        .flatMap(line -> Arrays.asList(line.split(" ")))
        .mapToPair(word -> new Tuple2<>(word, 1))
        .reduceByKey(Integer::sum)
        .saveTo(
            "counts",
            JdbcOutput.of(
                () -> DriverManager.getConnection(url),
                "INSERT INTO words (word, number) VALUES (?, ?)",
                (statement, count) -> {
                  statement.setString(1, count._1());
                  statement.setInt(2, count._2());
                }));
  }

  // end of snippet

  @Test
  void the_counts_of_each_batch_are_in_the_table() throws Exception {
    Database database = Database.create(directory);
    try (TestStreams streams = TestStreams.create(Durations.seconds(1))) {
      countWords(streams.input(List.of(List.of("a b a"), List.of("b"))), database.url());
      streams.start();
      streams.advance(2);
    }

    assertThat(database.query("SELECT word || number FROM words ORDER BY word, number"))
        .containsExactly("a2", "b1", "b1");
  }
}
