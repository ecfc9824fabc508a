package dev.sluice.zeromq;

import static dev.sluice.zeromq.Programs.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class IntakeGateTest {
  private static final int LARGE = 1 << 20;

  private final IntakeGate gate = new IntakeGate(2);

  private CompletableFuture<Integer> allocate() {
    CompletableFuture<Integer> allocated = new CompletableFuture<>();
    Thread thread = new Thread(() -> allocated.complete(gate.allocate(LARGE).size()), "allocating");
    thread.start();
    eventually(() -> allocated.isDone() || thread.getState() == Thread.State.TIMED_WAITING);
    return allocated;
  }

  @Test
  void memory_is_given_at_once_while_little_waits() {
    assertThat(gate.allocate(LARGE).size()).isEqualTo(LARGE);
    assertThat(allocate()).isCompletedWithValue(LARGE);
  }

  @Test
  void above_the_mark_it_is_given_when_frames_were_read() {
    gate.allocate(1);
    gate.allocate(1);
    CompletableFuture<Integer> third = allocate();
    assertThat(third).isNotDone();

    gate.read(2);

    eventually(third::isDone);
  }

  @Test
  void a_reader_that_waits_gets_all_until_it_has_read_something() {
    gate.allocate(1);
    gate.allocate(1);
    gate.want();

    for (int frame = 0; frame < 5; frame++) {
      assertThat(allocate()).isCompletedWithValue(LARGE);
    }
    gate.read(1);
    assertThat(allocate()).isNotDone();
  }

  @Test
  void a_closed_gate_holds_nothing_back() {
    gate.allocate(1);
    gate.allocate(1);
    CompletableFuture<Integer> third = allocate();

    gate.close();

    eventually(third::isDone);
    assertThat(allocate()).isCompletedWithValue(LARGE);
  }
}
