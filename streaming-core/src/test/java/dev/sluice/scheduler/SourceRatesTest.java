package dev.sluice.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.listener.BatchInfo;
import dev.sluice.listener.StreamInputInfo;
import dev.sluice.receiver.Backpressure;
import dev.sluice.receiver.ReceiverSettings;
import dev.sluice.time.Time;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class SourceRatesTest {
  private final ListenedSource source = new ListenedSource();
  private long nowMs;

  private SourceRates rates(Backpressure mode) {
    FlowSettings settings =
        new FlowSettings(ReceiverSettings.UNBOUNDED, mode, PidSettings.DEFAULTS);
    SourceRates rates = new SourceRates(settings, Duration.ofSeconds(1));
    rates.add(7, source);
    return rates;
  }

  private void batch(SourceRates rates, long records, long waitingMs, long processingMs) {
    nowMs += 1_000;
    rates.batchEnded(
        new BatchInfo(
            new Time(nowMs),
            Map.of(7, new StreamInputInfo(7, records)),
            nowMs,
            OptionalLong.of(nowMs + waitingMs),
            OptionalLong.of(nowMs + waitingMs + processingMs),
            Map.of()));
  }

  @Test
  void always_tells_the_rate_from_the_second_batch_on() {
    SourceRates rates = rates(Backpressure.TRUE);
    batch(rates, 1_000, 0, 500);
    assertThat(source.told()).isEmpty();
    for (int calm = 0; calm < 6; calm++) {
      batch(rates, 1_000, 0, 500);
    }
    assertThat(source.told()).hasSize(6).containsOnly(2_000L);
  }

  @Test
  void never_tells_none() {
    SourceRates rates = rates(Backpressure.FALSE);
    batch(rates, 1_000, 2_000, 2_000);
    batch(rates, 1_000, 2_000, 2_000);
    assertThat(source.told()).isEmpty();
  }

  @Test
  void by_itself_it_begins_limited_and_lifts_the_limit_after_five_calm_batches() {
    SourceRates rates = rates(Backpressure.AUTO);
    batch(rates, 1_000, 0, 800);
    batch(rates, 1_000, 0, 800);
    assertThat(source.told()).containsExactly(1_250L);
    for (int calm = 0; calm < 5; calm++) {
      batch(rates, 100, 0, 80);
    }
    assertThat(source.told()).hasSize(6).endsWith(Long.MAX_VALUE);
    batch(rates, 1_000, 0, 800);
    assertThat(source.told()).as("a busy batch is no late one").hasSize(6);
  }

  @Test
  void by_itself_it_limits_again_once_a_batch_is_late() {
    SourceRates rates = rates(Backpressure.AUTO);
    for (int calm = 0; calm < 5; calm++) {
      batch(rates, 100, 0, 100);
    }
    assertThat(source.told()).endsWith(Long.MAX_VALUE);
    batch(rates, 4_000, 0, 4_000);
    assertThat(source.told()).endsWith(1_000L);
  }

  /** Batches that choose what they may, one after the other, as long as the costs make them. */
  private void run(SourceRates rates, long first, int batches, double fixedMs, double recordMs) {
    long records = first;
    long waitingMs = 0;
    for (int batch = 0; batch < batches; batch++) {
      long processingMs = Math.round(fixedMs + recordMs * records);
      batch(rates, records, waitingMs, processingMs);
      waitingMs = Math.max(0, waitingMs + processingMs - 1_000);
      if (!source.told().isEmpty()) {
        records = source.told().get(source.told().size() - 1);
      }
    }
  }

  @Test
  void batches_that_take_long_however_few_records_they_have_are_not_made_ever_smaller() {
    SourceRates rates = rates(Backpressure.AUTO);

    run(rates, 1_000, 100, 1_300, 0.1);

    assertThat(source.told().subList(50, 99))
        .filteredOn(rate -> rate > 10_000)
        .hasSizeGreaterThan(40);
  }

  @Test
  void batches_whose_records_take_long_are_made_smaller_until_they_are_in_time() {
    SourceRates rates = rates(Backpressure.AUTO);

    run(rates, 100_000, 400, 100, 1);

    assertThat(source.told().subList(300, 399)).allMatch(rate -> rate <= 1_000);
  }

  @Test
  void batches_that_are_small_because_of_the_limit_are_not_calm() {
    SourceRates rates = rates(Backpressure.AUTO);
    for (int batch = 0; batch < 20; batch++) {
      batch(rates, 1_000, 0, 990);
    }
    assertThat(source.told()).isNotEmpty().doesNotContain(Long.MAX_VALUE);
  }
}
