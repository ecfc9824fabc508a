package dev.sluice.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testkit.TestStreams;
import dev.sluice.time.Durations;
import java.util.List;
import org.junit.jupiter.api.Test;

class HistoryTest {
  @Test
  void as_many_batches_are_retained_as_the_setting_says_and_totals_go_on() throws Exception {
    Reader reader = new Reader(Reader.freePort());
    try (TestStreams streams =
        TestStreams.create(
            Reader.shownOn(reader.port()).set("streaming.ui.retainedBatches", "5"),
            Durations.seconds(1))) {
      streams.input(List.of(List.of("a"), List.of("b"))).foreachRDD(rdd -> rdd.collect());
      streams.start();
      streams.advance(12);

      var summary = reader.json("/api/v1/summary");

      assertThat(reader.json("/api/v1/batches").path("total").asInt()).isEqualTo(5);
      assertThat(reader.json("/api/v1/history").path("timesMs")).hasSize(5);
      assertThat(reader.get("/api/v1/batches/7000").statusCode()).isEqualTo(404);
      assertThat(reader.get("/api/v1/batches/8000").statusCode()).isEqualTo(200);
      assertThat(summary.at("/batches/completed").asInt()).isEqualTo(12);
      assertThat(summary.at("/batches/retained").asInt()).isEqualTo(5);
      assertThat(summary.at("/records/received").asInt()).isEqualTo(2);
    }
  }
}
