package dev.sluice.benchmarks.summary;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CurvesTest {
  @Test
  void a_cost_that_grows_tenfold_over_a_hundredfold_size_has_the_exponent_one_half() {
    Results results = new Results(List.of(run(1, 1_000, 50), run(100, 100_000, 500)));

    assertThat(new Curves(results).lines())
        .anyMatch(
            line -> line.contains("100 times the size costs 10.00 times the CPU (exponent 0.50)"));
  }

  @Test
  void sizes_come_in_order_with_the_cost_of_a_piece() {
    Results results = new Results(List.of(run(100, 100_000, 500), run(1, 1_000, 50)));

    assertThat(String.join("|", new Curves(results).lines()))
        .containsPattern("1,000 +50 +2\\.00 +0\\.050\\|.*100,000 +500");
  }

  @Test
  void without_growth_there_is_nothing() {
    assertThat(new Curves(new Results(List.of())).lines()).isEmpty();
  }

  private static String run(int times, int size, int cpuUs) {
    return "{\"contestant\": \"sluice\", \"workload\": \"w10\", \"ingest\": \"direct\","
        + " \"variant\": \"records x%d\", \"batch_ms\": 20, \"size\": %d,".formatted(times, size)
        + " \"cpu_us_per_batch\": %d, \"late_p50_ms\": 2.0,".formatted(cpuUs)
        + " \"correct\": true}";
  }
}
