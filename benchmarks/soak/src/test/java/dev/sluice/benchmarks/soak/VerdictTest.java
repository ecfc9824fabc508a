package dev.sluice.benchmarks.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerdictTest {
  private static final double RATE = 1_000;
  private static final double STEP = 5;

  @Test
  void a_flat_run_has_no_problems() {
    assertThat(new Verdict(run(Column.FILES, 0), RATE).problems()).isEmpty();
  }

  @Test
  void a_heap_that_grows_is_a_problem() {
    assertThat(new Verdict(run(Column.HEAP_MB, 1), RATE).problems())
        .singleElement()
        .asString()
        .contains("HEAP_MB grows");
  }

  @Test
  void delays_that_grow_are_a_problem() {
    assertThat(new Verdict(run(Column.DELAY_P50_MS, 5), RATE).problems())
        .singleElement()
        .asString()
        .contains("DELAY_P50_MS grows");
  }

  @Test
  void files_that_are_not_cleaned_are_a_problem() {
    assertThat(new Verdict(run(Column.FILES, 1), RATE).problems())
        .singleElement()
        .asString()
        .contains("FILES grows");
  }

  @Test
  void growth_before_the_run_has_settled_is_none() {
    List<Map<Column, Double>> looks = new ArrayList<>(run(Column.FILES, 0).looks());
    for (int i = 0; i < 10; i++) {
      looks.get(i).put(Column.HEAP_MB, (double) i);
    }

    assertThat(new Verdict(new Timeline(looks), RATE).problems()).isEmpty();
  }

  @Test
  void a_rate_that_is_not_kept_is_a_problem() {
    assertThat(new Verdict(run(Column.FILES, 0), 2 * RATE).problems())
        .singleElement()
        .asString()
        .contains("records a second");
  }

  @Test
  void a_run_without_looks_is_a_problem() {
    assertThat(new Verdict(new Timeline(List.of()), RATE).problems()).isNotEmpty();
  }

  @Test
  void the_table_has_a_line_for_each_look() {
    Timeline timeline = run(Column.FILES, 0);

    assertThat(timeline.csv()).hasSize(timeline.looks().size() + 1);
    assertThat(timeline.csv().get(1)).startsWith("5.0,100.0,");
  }

  @Test
  void the_picture_is_written(@TempDir Path directory) throws IOException {
    Path png = directory.resolve("soak.png");

    new Plot(run(Column.HEAP_MB, 1), "title").write(png);

    assertThat(Files.readAllBytes(png)).startsWith(0x89, 'P', 'N', 'G');
  }

  private static Timeline run(Column growing, double aLook) {
    List<Map<Column, Double>> looks = new ArrayList<>();
    for (int i = 1; i <= 60; i++) {
      Map<Column, Double> look = new EnumMap<>(Column.class);
      for (Column column : Column.values()) {
        look.put(column, 100.0);
      }
      look.put(Column.SECONDS, STEP * i);
      look.put(Column.RECORDS_PER_S, RATE);
      look.merge(growing, aLook * i, Double::sum);
      looks.add(look);
    }
    return new Timeline(looks);
  }
}
