package dev.sluice.receiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReceiverRestartTest {
  private final ReceiverBench bench = new ReceiverBench();
  private final ReceiverBench.Scripted receiver = bench.receiver;

  @AfterEach
  void end() throws InterruptedException {
    bench.close();
  }

  @Test
  void a_restart_stops_deregisters_waits_registers_and_starts() throws InterruptedException {
    bench.start();
    receiver.restart("connection lost", new IllegalStateException("reset"), Duration.ofMillis(100));
    bench.expect("onStop", "deregister connection lost: java.lang.IllegalStateException: reset");
    bench.advanceMs(99);
    assertThat(bench.log).isEmpty();
    assertThat(receiver.isStarted()).isFalse();
    assertThat(receiver.isStopped()).isTrue();
    bench.advanceMs(1);
    assertThat(bench.log).containsExactly("register Scripted at here", "onStart");
    assertThat(receiver.isStarted()).isTrue();
  }

  @Test
  void the_wait_doubles_with_each_failure_in_a_row_up_to_a_bound() throws InterruptedException {
    bench.start();
    for (long delayMs : new long[] {2000, 4000, 5000, 5000}) {
      assertThatRestartTakes(delayMs);
    }
  }

  @Test
  void the_wait_is_short_again_once_something_was_stored() throws InterruptedException {
    bench.start();
    assertThatRestartTakes(2000);
    assertThatRestartTakes(4000);
    receiver.store("a");
    assertThatRestartTakes(2000, "add [a] x2");
    assertThatRestartTakes(4000);
  }

  @Test
  void a_delay_that_was_asked_for_does_not_lengthen_the_next() throws InterruptedException {
    bench.start();
    receiver.restart("again", null, Duration.ZERO);
    bench.expect("onStop", "deregister again");
    bench.advanceMs(0);
    bench.expect("register Scripted at here", "onStart");
    assertThatRestartTakes(2000);
  }

  @Test
  void a_negative_delay_is_refused() throws InterruptedException {
    bench.start();
    assertThatThrownBy(() -> receiver.restart("again", null, Duration.ofMillis(-1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void many_calls_for_a_restart_make_one() throws InterruptedException {
    bench.start();
    for (int i = 0; i < 100; i++) {
      receiver.restart("again");
    }
    bench.expect("onStop", "deregister again");
    receiver.restart("again");
    bench.advanceMs(1999);
    assertThat(bench.log).isEmpty();
    bench.advanceMs(10_000);
    assertThat(bench.log).containsExactly("register Scripted at here", "onStart");
  }

  @Test
  void a_restart_that_is_refused_ends_the_task_quietly() throws Exception {
    bench.start();
    receiver.restart("again");
    bench.expect("onStop", "deregister again");
    bench.replies = message -> TrackerReply.refuse("replaced");
    bench.advanceMs(2000);
    bench.done.get();
    assertThat(bench.log).containsExactly("register Scripted at here");
  }

  @Test
  void a_start_that_fails_is_reported_undone_and_tried_again() throws InterruptedException {
    receiver.start =
        () -> {
          throw new IOException("no route");
        };
    bench.start();
    bench.expect(
        "error Cannot start the receiver of stream 3: java.io.IOException: no route",
        "onStop",
        "deregister Cannot start the receiver of stream 3: java.io.IOException: no route");
    receiver.start = () -> {};
    bench.advanceMs(2000);
    bench.expect("register Scripted at here", "onStart");
    assertThat(receiver.isStarted()).isTrue();
  }

  @Test
  void an_error_at_start_is_handled_like_an_exception() throws InterruptedException {
    receiver.start =
        () -> {
          throw new NoClassDefFoundError("client");
        };
    bench.start();
    bench.expect(
        "error Cannot start the receiver of stream 3: java.lang.NoClassDefFoundError: client",
        "onStop");
  }

  @Test
  void a_stop_that_fails_is_reported_and_the_restart_goes_on() throws InterruptedException {
    receiver.stop =
        () -> {
          throw new IllegalStateException("hung");
        };
    bench.start();
    receiver.restart("again");
    bench.expect(
        "onStop",
        "error Cannot stop the receiver of stream 3: java.lang.IllegalStateException: hung",
        "deregister again");
    bench.advanceMs(2000);
    bench.expect("register Scripted at here", "onStart");
  }

  @Test
  void a_receiver_that_waits_for_a_restart_is_stopped_at_once() throws Exception {
    bench.start();
    receiver.restart("again");
    bench.expect("onStop", "deregister again");
    bench.tell(new SupervisorMessage.Stop("the program ends"));
    bench.done.get();
    bench.advanceMs(10_000);
    assertThat(bench.log).isEmpty();
  }

  private void assertThatRestartTakes(long delayMs, String... before) throws InterruptedException {
    receiver.restart("again");
    bench.expect("onStop", "deregister again");
    bench.advanceMs(delayMs - 1);
    assertThat(bench.log).containsExactly(before);
    bench.expect(before);
    bench.advanceMs(1);
    assertThat(bench.log).containsExactly("register Scripted at here", "onStart");
    bench.expect("register Scripted at here", "onStart");
  }
}
