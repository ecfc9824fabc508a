package dev.sluice.benchmarks.summary;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SummaryTest {
  private final List<String> lines = new ArrayList<>();

  @Test
  void the_median_is_of_the_right_runs_only() {
    run("sluice", 100, true);
    run("sluice", 300, true);
    run("sluice", 900, false);

    RunKey key = new RunKey("w2", "bulk", 1000, "sluice");
    assertThat(new Results(lines).median(key, Metric.RECORDS_PER_S)).hasValue(200);
    assertThat(printed()).contains("1 WRONG");
  }

  @Test
  void a_target_compares_with_the_best_peer() {
    run("sluice", 300, true);
    run("spark", 50, true);
    run("flink", 100, true);

    assertThat(printed()).containsPattern(">= 3\\.0 x best peer +3\\.00 x +reached");
  }

  @Test
  void a_target_that_is_missed_says_so() {
    run("sluice", 299, true);
    run("flink", 100, true);

    assertThat(printed()).containsPattern(">= 3\\.0 x best peer +2\\.99 x +NOT reached");
  }

  @Test
  void a_target_without_a_peer_is_not_measured() {
    run("sluice", 300, true);

    assertThat(printed()).containsPattern(">= 3\\.0 x best peer +- +not measured");
  }

  @Test
  void ratios_are_to_each_other_contestant_of_the_workload() {
    run("sluice", 300, true);
    run("spark", 50, true);
    run("naive", 600, true);

    assertThat(printed()).contains("naive 0.50   spark 6.00");
  }

  @Test
  void with_the_log_on_the_latency_may_be_twice_as_long() {
    latency("sluice", 30);
    latency("sluice-log", 30);

    assertThat(printed())
        .containsPattern("sluice +<= 20\\.00 ms p99 +30\\.00 +NOT reached")
        .containsPattern("sluice-log +<= 40\\.00 ms p99 +30\\.00 +reached");
  }

  private void latency(String contestant, int p99Ms) {
    lines.add(
        "{\"contestant\": \"%s\", \"workload\": \"w5b\", \"ingest\": \"one\", \"batch_ms\": 10,"
                .formatted(contestant)
            + " \"p99_ms\": %d, \"correct\": true}".formatted(p99Ms));
  }

  private void run(String contestant, long rate, boolean correct) {
    lines.add(
        "{\"contestant\": \"%s\", \"workload\": \"w2\", \"ingest\": \"bulk\", \"batch_ms\": 1000,"
                .formatted(contestant)
            + " \"records_per_s\": %d, \"correct\": %b}".formatted(rate, correct));
  }

  private String printed() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    new Summary(new Results(lines), new PrintStream(bytes, true, StandardCharsets.UTF_8)).print();
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
