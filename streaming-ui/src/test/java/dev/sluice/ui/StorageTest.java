package dev.sluice.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.function.Tuple2;
import dev.sluice.testkit.TestStreams;
import dev.sluice.time.Durations;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StorageTest {
  @Test
  void a_program_that_keeps_something_tells_where_and_how_much(@TempDir Path directory)
      throws Exception {
    Reader reader = new Reader(Reader.freePort());
    try (TestStreams streams =
        TestStreams.create(
            Reader.shownOn(reader.port())
                .set("streaming.checkpoint.directory", directory.toString())
                .set("streaming.checkpoint.interval", "1s"),
            Durations.seconds(1))) {
      streams
          .input(List.of(List.of("a", "b")))
          .mapToPair(word -> new Tuple2<>(word, 1))
          .<Integer>updateStateByKey((ones, total) -> Optional.of(total.orElse(0) + ones.size()))
          .named("totals")
          .foreachRDD(rdd -> rdd.collect());
      streams.start();
      streams.advance(3);

      JsonNode checkpoint = reader.json("/api/v1/storage").path("checkpoint");
      Awaitility.await()
          .atMost(50, TimeUnit.SECONDS)
          .until(() -> !reader.json("/api/v1/storage").at("/checkpoint/files").isNull());
      JsonNode files = reader.json("/api/v1/storage").at("/checkpoint/files");

      assertThat(checkpoint.path("place").asText()).isEqualTo(directory.toString());
      assertThat(checkpoint.path("intervalMs").asLong()).isEqualTo(1000);
      assertThat(checkpoint.path("lastBatchTimeMs").asLong()).isPositive();
      assertThat(checkpoint.path("lastWrittenAtMs").asLong()).isPositive();
      assertThat(checkpoint.path("failures").asInt()).isZero();
      assertThat(bytes(files, "CHECKPOINT")).isPositive();
      assertThat(bytes(files, "LEDGER")).isPositive();
      assertThat(bytes(files, "STATE")).isPositive();
      assertThat(reader.json("/api/v1/guarantees").path("progress").asText())
          .startsWith("kept in ");
    }
  }

  private static long bytes(JsonNode files, String kind) {
    for (JsonNode each : files) {
      if (each.path("kind").asText().equals(kind)) {
        return each.path("bytes").asLong();
      }
    }
    return -1;
  }
}
