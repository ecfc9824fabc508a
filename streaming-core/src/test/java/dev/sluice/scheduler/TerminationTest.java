package dev.sluice.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TerminationTest {
  private final Termination termination = new Termination();
  private final BatchFailure failure = new BatchFailure("first", new IllegalStateException());

  @Test
  void waiting_ends_when_the_time_is_up() throws InterruptedException {
    assertThat(termination.await(0)).isFalse();
    assertThat(termination.await(1)).isFalse();
    assertThat(termination.await(-1)).isFalse();
  }

  @Test
  void a_stop_ends_all_waiting() throws Exception {
    CompletableFuture<Boolean> waiting = CompletableFuture.supplyAsync(this::awaitLong);
    termination.stopped();
    assertThat(waiting.get(20, TimeUnit.SECONDS)).isTrue();
    assertThat(termination.await(0)).isTrue();
  }

  @Test
  void the_first_failure_ends_all_waiting_also_after_the_stop() {
    CompletableFuture<Boolean> waiting = CompletableFuture.supplyAsync(this::awaitLong);
    termination.fail(failure);
    termination.fail(new BatchFailure("second", new IllegalStateException()));
    termination.stopped();
    assertThatThrownBy(waiting::join).hasCause(failure);
    assertThatThrownBy(() -> termination.await(0)).isSameAs(failure);
    assertThat(termination.hasFailed()).isTrue();
  }

  private boolean awaitLong() {
    try {
      return termination.await(Long.MAX_VALUE);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
