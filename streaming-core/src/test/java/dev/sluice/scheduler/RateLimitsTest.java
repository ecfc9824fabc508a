package dev.sluice.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.listener.BatchInfo;
import dev.sluice.listener.StreamInputInfo;
import dev.sluice.receiver.Backpressure;
import dev.sluice.time.Time;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class RateLimitsTest {
  private static final long MOST = 1_600;
  private static final long MUCH = 801;
  private static final long HARDLY_ANY = 100;

  private final List<String> told = new ArrayList<>();
  private long nowMs;

  private RateLimits limits(Backpressure mode, boolean begunLimited) {
    RateLimits limits =
        new RateLimits(
            new FlowSettings(MOST, mode, PidSettings.DEFAULTS),
            Duration.ofSeconds(1),
            MOST,
            begunLimited,
            (stream, rate) -> told.add(stream + ": " + rate));
    limits.add(0);
    limits.add(1);
    return limits;
  }

  /** Ends a batch of the next second; stream 1 has half as many records. */
  private void batch(RateLimits limits, long records, long processingMs, long unprocessed) {
    nowMs += 1_000;
    limits.batchEnded(
        new BatchInfo(
            new Time(nowMs),
            Map.of(0, new StreamInputInfo(0, records), 1, new StreamInputInfo(1, records / 2)),
            nowMs,
            OptionalLong.of(nowMs),
            OptionalLong.of(nowMs + processingMs),
            Map.of()),
        unprocessed);
  }

  @Test
  void always_tells_every_receiver_its_rate_from_the_second_batch_on() {
    RateLimits limits = limits(Backpressure.TRUE, false);
    batch(limits, 1_000, 500, 0);
    assertThat(told).isEmpty();
    batch(limits, 1_000, 500, 0);
    assertThat(told).containsExactly("0: 2000", "1: 1000");
  }

  @Test
  void never_tells_none() {
    RateLimits limits = limits(Backpressure.FALSE, true);
    batch(limits, 1_000, 500, MUCH);
    batch(limits, 1_000, 500, MUCH);
    assertThat(told).isEmpty();
  }

  @Test
  void by_itself_it_tells_once_more_than_half_of_the_bound_was_unprocessed() {
    RateLimits limits = limits(Backpressure.AUTO, false);
    batch(limits, 1_000, 500, HARDLY_ANY);
    batch(limits, 1_000, 500, MUCH - 1);
    assertThat(told).isEmpty();
    batch(limits, 1_000, 500, MUCH);
    assertThat(told).containsExactly("0: 2000", "1: 1000");
  }

  @Test
  void by_itself_it_lifts_the_limit_after_five_calm_batches() {
    RateLimits limits = limits(Backpressure.AUTO, false);
    batch(limits, 1_000, 500, MUCH);
    batch(limits, 1_000, 500, MUCH);
    for (int calm = 0; calm < 4; calm++) {
      batch(limits, 1_000, 500, HARDLY_ANY);
    }
    assertThat(told).doesNotContain("0: " + Long.MAX_VALUE);
    batch(limits, 1_000, 500, HARDLY_ANY);
    assertThat(told).endsWith("0: " + Long.MAX_VALUE, "1: " + Long.MAX_VALUE);
    told.clear();
    limits.begins(1);
    assertThat(told).as("an attempt begins without limit").containsExactly("1: " + Long.MAX_VALUE);
    batch(limits, 1_000, 500, HARDLY_ANY);
    assertThat(told).as("nobody is told again").hasSize(1);
  }

  @Test
  void batches_that_are_small_because_of_the_limit_are_not_calm() {
    RateLimits limits = limits(Backpressure.AUTO, false);
    batch(limits, 1_000, 500, MUCH);
    for (int calm = 0; calm < 20; calm++) {
      batch(limits, 1_000, 990, HARDLY_ANY);
    }
    assertThat(told).isNotEmpty().doesNotContain("0: " + Long.MAX_VALUE);
  }

  @Test
  void an_attempt_begins_with_the_rate_of_now() {
    RateLimits limits = limits(Backpressure.TRUE, false);
    limits.begins(0);
    assertThat(told).isEmpty();
    batch(limits, 1_000, 500, 0);
    batch(limits, 1_000, 500, 0);
    told.clear();
    limits.begins(1);
    assertThat(told).containsExactly("1: 1000");
  }

  @Test
  void receivers_that_begin_limited_are_told_until_batches_are_calm() {
    RateLimits limits = limits(Backpressure.AUTO, true);
    batch(limits, 1_000, 500, HARDLY_ANY);
    batch(limits, 1_000, 500, HARDLY_ANY);
    assertThat(told).containsExactly("0: 2000", "1: 1000");
    for (int calm = 0; calm < 3; calm++) {
      batch(limits, 1_000, 500, HARDLY_ANY);
    }
    assertThat(told).endsWith("0: " + Long.MAX_VALUE, "1: " + Long.MAX_VALUE);
  }
}
