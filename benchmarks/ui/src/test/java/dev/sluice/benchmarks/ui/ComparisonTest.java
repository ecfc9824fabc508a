package dev.sluice.benchmarks.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ComparisonTest {
  private static final Offset<Double> EXACTLY = within(1e-9);

  private static Cost cost(double page, double program, double compiler, double perSecond) {
    return new Cost(
        Map.of(Part.PAGE, page, Part.PROGRAM, program, Part.COMPILER, compiler), 1, 1, perSecond);
  }

  @Test
  void rounds_are_compared_one_by_one() {
    Comparison comparison =
        new Comparison(
            List.of(cost(0, 10, 0, 200), cost(0, 20, 0, 100)),
            List.of(cost(1, 10, 5, 190), cost(2, 19, 5, 100)));

    assertThat(comparison.moreCpu().mean()).isCloseTo(6, EXACTLY);
    assertThat(comparison.moreLastingCpu().mean()).isCloseTo(1, EXACTLY);
    assertThat(comparison.moreLastingCpu().margin()).isCloseTo(0, EXACTLY);
    assertThat(comparison.ownCpu().mean()).isCloseTo(1.5, EXACTLY);
    assertThat(comparison.lostRecords().mean()).isCloseTo(2.5, EXACTLY);
  }

  @Test
  void rounds_of_one_way_alone_cannot_be_compared() {
    List<Cost> one = List.of(cost(0, 1, 0, 1));

    assertThatIllegalArgumentException().isThrownBy(() -> new Comparison(one, List.of()));
  }

  @Test
  void the_margin_is_that_of_students_distribution() {
    Estimate estimate = Estimate.of(List.of(1.0, 2.0, 3.0, 4.0, 5.0));

    assertThat(estimate.mean()).isCloseTo(3, EXACTLY);
    assertThat(estimate.margin()).isCloseTo(2.776 * Math.sqrt(2.5 / 5), EXACTLY);
    assertThat(Estimate.of(List.of(1.0)).margin()).isNaN();
  }

  @Test
  void threads_are_told_apart_by_their_names() {
    assertThat(Part.of("sluice-ui-event")).isEqualTo(Part.PAGE);
    assertThat(Part.of("sluice-driver")).isEqualTo(Part.PROGRAM);
    assertThat(Part.of("C2 CompilerThre")).isEqualTo(Part.COMPILER);
    assertThat(Part.of("GC Thread#1")).isEqualTo(Part.COLLECTOR);
  }

  @Test
  void time_of_threads_that_have_ended_is_the_programs() {
    CpuTime before = new CpuTime(100, Map.of("1", thread(Part.PAGE, 10)));
    CpuTime after =
        new CpuTime(200, Map.of("1", thread(Part.PAGE, 30), "2", thread(Part.COLLECTOR, 5)));

    assertThat(after.since(before))
        .containsEntry(Part.PAGE, 20L)
        .containsEntry(Part.COLLECTOR, 5L)
        .containsEntry(Part.PROGRAM, 75L);
  }

  private static CpuTime.OfThread thread(Part part, long nanos) {
    return new CpuTime.OfThread(part, nanos);
  }
}
