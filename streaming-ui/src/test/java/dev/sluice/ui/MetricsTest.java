package dev.sluice.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.function.Tuple2;
import dev.sluice.streaming.StreamingConf;
import dev.sluice.streaming.StreamingException;
import dev.sluice.testkit.TestStreams;
import dev.sluice.time.Durations;
import dev.sluice.ui.PrometheusText.Family;
import dev.sluice.ui.PrometheusText.Sample;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MetricsTest {
  private Reader reader;

  @BeforeEach
  void findPort() throws Exception {
    reader = new Reader(Reader.freePort());
  }

  private Map<String, Family> scrape() throws IOException, InterruptedException {
    HttpResponse<String> response = reader.get("/metrics");
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type").orElse(""))
        .startsWith("text/plain;version=0.0.4");
    return PrometheusText.parse(response.body());
  }

  private static double value(Map<String, Family> scrape, String name) {
    Family family = scrape.get(name);
    assertThat(family).describedAs(name + " among " + scrape.keySet()).isNotNull();
    return family.samples().get(0).value();
  }

  private static void countWords(TestStreams streams) {
    streams
        .input(List.of(List.of("a b", "b"), List.of("c")))
        .named("lines")
        .flatMap(line -> List.of(line.split(" ")))
        .mapToPair(word -> new Tuple2<>(word, 1))
        .<Integer>updateStateByKey((ones, total) -> Optional.of(total.orElse(0) + ones.size()))
        .named("totals")
        .foreachRDD(rdd -> rdd.collect());
    streams.start();
  }

  @Test
  void a_scrape_is_prometheus_text_with_the_figures_of_the_program() throws Exception {
    try (TestStreams streams =
        TestStreams.create(
            Reader.shownOn(reader.port()).setAppName("say \"hi\" \\ <b>\nthere"),
            Durations.seconds(1))) {
      countWords(streams);
      streams.advance(2);

      Map<String, Family> scrape = scrape();

      assertThat(value(scrape, "sluice_batches_completed_total")).isEqualTo(2);
      assertThat(value(scrape, "sluice_batches_failed_total")).isZero();
      assertThat(value(scrape, "sluice_records_received_total")).isEqualTo(3);
      assertThat(value(scrape, "sluice_records_processed_total")).isEqualTo(3);
      assertThat(value(scrape, "sluice_batch_interval_seconds")).isEqualTo(1);
      assertThat(value(scrape, "sluice_state_keys")).isEqualTo(3);
      assertThat(value(scrape, "sluice_keeping_up")).isEqualTo(1);
      assertThat(value(scrape, "sluice_behind_seconds")).isZero();
      assertThat(value(scrape, "sluice_live")).isEqualTo(1);
      assertThat(value(scrape, "sluice_failed")).isZero();
      assertThat(value(scrape, "sluice_last_completed_batch_processing_end_time_seconds"))
          .isEqualTo(2);
      assertThat(value(scrape, "sluice_last_received_batch_records")).isEqualTo(1);
      assertThat(scrape.get("sluice_batch_processing_time_seconds").type()).isEqualTo("histogram");
      Sample lines = scrape.get("sluice_stream_records_total").samples().get(0);
      assertThat(lines.value()).isEqualTo(3);
      assertThat(lines.labels())
          .containsEntry("stream", "0")
          .containsEntry("name", "lines")
          .containsEntry("application", "say \"hi\" \\ <b>\nthere");
    }
  }

  @Test
  void a_failed_program_says_so() throws Exception {
    try (TestStreams streams =
        TestStreams.create(Reader.shownOn(reader.port()), Durations.seconds(1))) {
      streams
          .input(List.of(List.of("bad")))
          .foreachRDD(
              rdd -> {
                throw new IllegalStateException("no");
              });
      streams.start();
      assertThatThrownBy(() -> streams.advance(1)).isInstanceOf(StreamingException.class);

      Map<String, Family> scrape = scrape();

      assertThat(value(scrape, "sluice_failed")).isEqualTo(1);
      assertThat(value(scrape, "sluice_batches_failed_total")).isEqualTo(1);
      assertThat(value(scrape, "sluice_records_processed_total")).isZero();
    }
  }

  @Test
  void a_program_is_also_measured_in_a_registry_of_the_application() {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    StreamingConf conf = StreamingConf.empty().set("streaming.ui.enabled", "false");
    try (TestStreams streams = TestStreams.create(conf, Durations.seconds(1))) {
      new SluiceMetrics(streams.context()).bindTo(registry);
      countWords(streams);
      streams.advance(2);

      assertThat(registry.get("sluice.batches.completed").functionCounter().count()).isEqualTo(2);
      assertThat(registry.get("sluice.batch.processing.time").timer().count()).isEqualTo(2);
      assertThat(registry.get("sluice.stream.records").counter().count()).isEqualTo(3);
      assertThat(registry.get("sluice.state.keys").gauge().value()).isEqualTo(3);
    }
  }

  @Test
  void every_metric_is_documented_and_every_documented_one_is_there() throws Exception {
    try (TestStreams streams =
        TestStreams.create(Reader.shownOn(reader.port()), Durations.seconds(1))) {
      countWords(streams);
      streams.advance(1);

      assertThat(new TreeSet<>(scrape().keySet())).isEqualTo(new TreeSet<>(documented()));
    }
  }

  private static List<String> documented() throws IOException {
    return Files.readAllLines(Path.of("METRICS.md")).stream()
        .filter(line -> line.startsWith("| `sluice_"))
        .map(line -> line.substring(3, line.indexOf('`', 3)))
        .collect(Collectors.toList());
  }
}
