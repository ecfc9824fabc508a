package dev.sluice.receiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RateLimiterTest {
  private final ScriptedTime time = new ScriptedTime();

  @Test
  void an_update_counts_where_there_is_no_greatest_rate() {
    RateLimiter limiter = new RateLimiter(0, 0, time);
    limiter.updateRate(105);
    assertThat(limiter.currentLimit()).isEqualTo(105);
  }

  @Test
  void an_update_below_the_greatest_rate_counts() {
    RateLimiter limiter = new RateLimiter(110, 0, time);
    limiter.updateRate(105);
    assertThat(limiter.currentLimit()).isEqualTo(105);
  }

  @Test
  void an_update_above_the_greatest_rate_is_capped() {
    RateLimiter limiter = new RateLimiter(100, 0, time);
    limiter.updateRate(105);
    assertThat(limiter.currentLimit()).isEqualTo(100);
  }

  @Test
  void an_update_of_zero_or_less_is_ignored() {
    RateLimiter limiter = new RateLimiter(0, 50, time);
    limiter.updateRate(0);
    limiter.updateRate(-1);
    assertThat(limiter.currentLimit()).isEqualTo(50);
  }

  @Test
  void the_first_rate_is_the_lesser_of_initial_and_greatest() {
    assertThat(new RateLimiter(100, 20, time).currentLimit()).isEqualTo(20);
    assertThat(new RateLimiter(100, 200, time).currentLimit()).isEqualTo(100);
    assertThat(new RateLimiter(100, 0, time).currentLimit()).isEqualTo(100);
    assertThat(new RateLimiter(0, 0, time).currentLimit()).isEqualTo(RateLimiter.UNLIMITED);
  }

  @Test
  void without_a_limit_the_time_is_not_asked_for() throws InterruptedException {
    RateLimiter limiter = new RateLimiter(0, 0, time);
    int asked = time.asked;
    for (int i = 0; i < 1000; i++) {
      limiter.acquire();
    }
    assertThat(time.asked).isEqualTo(asked);
    assertThat(time.pauses).isEmpty();
  }

  @Test
  void records_pass_evenly() throws InterruptedException {
    RateLimiter limiter = new RateLimiter(4, 0, time);
    for (int i = 0; i < 5; i++) {
      limiter.acquire();
    }
    long quarter = TimeUnit.MILLISECONDS.toNanos(250);
    assertThat(time.pauses).containsExactly(quarter, quarter, quarter, quarter);
  }

  @Test
  void a_rate_that_does_not_divide_a_second_stays_exact() throws InterruptedException {
    RateLimiter limiter = new RateLimiter(3, 0, time);
    for (int i = 0; i < 3001; i++) {
      limiter.acquire();
    }
    assertThat(time.now).isEqualTo(TimeUnit.SECONDS.toNanos(1000));
  }

  @Test
  void waits_that_take_too_long_are_made_up_for() throws InterruptedException {
    RateLimiter limiter = new RateLimiter(1_000_000, 0, time);
    time.oversleepNanos = 60_000;
    for (int i = 0; i < 1_000_001; i++) {
      limiter.acquire();
    }
    assertThat(time.now)
        .isBetween(TimeUnit.SECONDS.toNanos(1), TimeUnit.SECONDS.toNanos(1) + 60_000);
  }

  @Test
  void a_long_pause_lets_a_tenth_of_a_second_through_at_once() throws InterruptedException {
    RateLimiter limiter = new RateLimiter(100, 0, time);
    time.now += TimeUnit.HOURS.toNanos(1);
    for (int i = 0; i < 11; i++) {
      limiter.acquire();
    }
    assertThat(time.pauses).isEmpty();
    limiter.acquire();
    assertThat(time.pauses).containsExactly(TimeUnit.MILLISECONDS.toNanos(10));
  }

  @Test
  void a_new_rate_counts_from_the_next_record() throws InterruptedException {
    RateLimiter limiter = new RateLimiter(0, 10, time);
    limiter.acquire();
    limiter.updateRate(100);
    limiter.acquire();
    limiter.acquire();
    assertThat(time.pauses)
        .containsExactly(TimeUnit.MILLISECONDS.toNanos(100), TimeUnit.MILLISECONDS.toNanos(10));
  }

  @Test
  void an_interrupt_ends_a_wait() throws InterruptedException {
    RateLimiter limiter = new RateLimiter(1, 0, NanoTime.SYSTEM);
    limiter.acquire();
    Thread.currentThread().interrupt();
    assertThatThrownBy(limiter::acquire).isInstanceOf(InterruptedException.class);
  }

  /** Time that passes only when somebody waits. */
  private static final class ScriptedTime implements NanoTime {
    private final List<Long> pauses = new ArrayList<>();
    private long now;
    private long oversleepNanos;
    private int asked;

    @Override
    public long nanoTime() {
      asked++;
      return now;
    }

    @Override
    public void pause(long nanos) {
      pauses.add(nanos);
      now += nanos + oversleepNanos;
    }
  }
}
