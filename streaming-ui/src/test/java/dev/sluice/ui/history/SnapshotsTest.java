package dev.sluice.ui.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.monitor.DriverSnapshot;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SnapshotsTest {
  private final Deque<CompletableFuture<DriverSnapshot>> asked = new ArrayDeque<>();
  private final AtomicLong ended = new AtomicLong();
  private final AtomicLong nanos = new AtomicLong();
  private boolean answers = true;

  private final Snapshots snapshots = new Snapshots(this::ask, ended::get, nanos::get);

  private CompletableFuture<DriverSnapshot> ask() {
    CompletableFuture<DriverSnapshot> future = new CompletableFuture<>();
    asked.add(future);
    if (answers) {
      future.complete(picture(asked.size()));
    }
    return future;
  }

  private static DriverSnapshot picture(long atMs) {
    return new DriverSnapshot(
        atMs,
        false,
        0,
        Optional.empty(),
        List.of(),
        List.of(),
        new DriverSnapshot.Unprocessed(0, 1),
        Optional.empty());
  }

  private void passMs(long ms) {
    nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(ms));
  }

  @Test
  void readers_share_a_picture_until_a_batch_ends_or_it_is_old() {
    assertThat(snapshots.newest()).map(DriverSnapshot::atMs).contains(1L);
    passMs(249);
    assertThat(snapshots.newest()).map(DriverSnapshot::atMs).contains(1L);
    ended.incrementAndGet();
    assertThat(snapshots.newest()).map(DriverSnapshot::atMs).contains(2L);
    passMs(250);
    assertThat(snapshots.newest()).map(DriverSnapshot::atMs).contains(3L);
  }

  @Test
  void a_driver_that_does_not_answer_is_asked_once_and_the_last_picture_stays() {
    snapshots.newest();
    answers = false;
    passMs(1_000);
    ended.incrementAndGet();

    assertThat(snapshots.newest()).map(DriverSnapshot::atMs).contains(1L);
    passMs(60_000);
    ended.incrementAndGet();
    assertThat(snapshots.newest()).map(DriverSnapshot::atMs).contains(1L);
    assertThat(asked).hasSize(2);

    asked.getLast().complete(picture(7));
    answers = true;
    assertThat(snapshots.newest()).map(DriverSnapshot::atMs).contains(3L);
  }

  @Test
  void a_program_that_has_ended_keeps_its_last_picture() {
    snapshots.newest();
    answers = false;
    passMs(1_000);
    Thread.currentThread().interrupt(); // so that it does not wait
    snapshots.newest();
    boolean stillInterrupted = Thread.interrupted();
    asked.getLast().completeExceptionally(new IllegalStateException("it has ended"));

    assertThat(stillInterrupted).isTrue();
    assertThat(snapshots.newest()).map(DriverSnapshot::atMs).contains(1L);
  }
}
