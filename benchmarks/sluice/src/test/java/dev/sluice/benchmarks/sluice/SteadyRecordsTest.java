package dev.sluice.benchmarks.sluice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.time.Time;
import org.junit.jupiter.api.Test;

class SteadyRecordsTest {
  private static final Time BATCH = new Time(1_000);
  private static final Time NEXT = new Time(2_000);

  private final SteadyRecords records = new SteadyRecords();

  @Test
  void records_that_did_not_come_are_wrong() {
    records.plan(10);
    records.came(BATCH, 9);

    assertThat(records.wrong()).hasValue("records: found 9, expected 10");
  }

  @Test
  void after_the_end_a_batch_gets_nothing() {
    assertThat(records.plan(10)).isEqualTo(10);

    records.end();

    assertThat(records.plan(10)).isZero();
  }

  @Test
  void a_batch_is_as_late_as_its_last_output() {
    records.came(BATCH, 1);
    records.came(BATCH, 1);
    records.came(NEXT, 1);

    assertThat(records.lateMs()).hasSize(2);
  }
}
