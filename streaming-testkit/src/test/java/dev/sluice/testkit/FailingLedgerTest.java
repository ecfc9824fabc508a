package dev.sluice.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.engine.BlockId;
import dev.sluice.io.LogPosition;
import dev.sluice.ledger.Checkpoint;
import dev.sluice.ledger.CheckpointStore;
import dev.sluice.ledger.LedgerEvent;
import dev.sluice.ledger.LedgerEvent.BatchAllocated;
import dev.sluice.ledger.LedgerEvent.BlockAdded;
import dev.sluice.receiver.ReceivedBlock;
import dev.sluice.time.ManualClock;
import dev.sluice.time.Time;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a ledger does when its storage fails for good. */
class FailingLedgerTest {
  private final CrashingStorage storage = new CrashingStorage(7);
  private final List<Throwable> failures = new CopyOnWriteArrayList<>();
  private final List<Time> durable = new CopyOnWriteArrayList<>();
  private CheckpointStore store;

  @BeforeEach
  void open() throws IOException {
    store = CheckpointStore.open(storage, "driver", new ManualClock(), 2, failures::add);
  }

  private static LedgerEvent batch(long seconds) {
    return new BatchAllocated(new Time(seconds * 1_000), Map.of());
  }

  private void allocateDurably(long seconds) throws InterruptedException {
    CountDownLatch done = new CountDownLatch(1);
    store.ledger().append(batch(seconds), done::countDown);
    done.await();
  }

  private void allocate(long seconds) {
    Time time = new Time(seconds * 1_000);
    store.ledger().append(batch(seconds), () -> durable.add(time));
  }

  private void requireFailed(String why) {
    assertThatThrownBy(() -> store.ledgerEnd().get())
        .isInstanceOf(ExecutionException.class)
        .cause()
        .isInstanceOf(IOException.class)
        .hasMessageContaining("Cannot append to log ledger")
        .hasStackTraceContaining(why);
    assertThat(failures).isNotEmpty().allMatch(IOException.class::isInstance);
    assertThat(durable).isEmpty();
  }

  private void requireAfterRestart(Long... seconds) throws IOException {
    store.close();
    try (CheckpointStore later =
        CheckpointStore.open(storage, "later", new ManualClock(), 2, failures::add)) {
      assertThat(later.ledger().undone())
          .extracting(time -> time.milliseconds() / 1_000)
          .containsExactly(seconds);
    }
  }

  @Test
  void a_storage_that_becomes_read_only_is_told_and_ends_the_log() throws Exception {
    allocateDurably(1);
    storage.makeReadOnly();

    allocate(2);
    allocate(3);

    requireFailed("read-only file system");
    storage.makeWritable();
    allocate(4);
    requireFailed("read-only file system");
    requireAfterRestart(1L);
  }

  @Test
  void a_storage_that_is_full_is_told_and_ends_the_log() throws Exception {
    allocateDurably(1);
    allocateDurably(2);
    storage.fullAfter(10);

    allocate(3);

    requireFailed("no space left on device");
    storage.fullAfter(Long.MAX_VALUE);
    allocate(4);
    requireFailed("no space left on device");
    requireAfterRestart(1L, 2L);
  }

  @Test
  void a_storage_that_fails_from_the_beginning_leaves_an_empty_ledger() throws Exception {
    storage.makeReadOnly();

    allocate(1);

    requireFailed("read-only file system");
    storage.makeWritable();
    requireAfterRestart();
  }

  @Test
  void the_failure_is_told_for_each_event_that_is_lost() throws Exception {
    storage.makeReadOnly();

    allocate(1);
    allocate(2);
    allocate(3);

    requireFailed("read-only file system");
    store.close();
    assertThat(failures).hasSize(3);
  }

  @Test
  void a_block_that_no_log_has_needs_no_ledger() throws Exception {
    storage.makeReadOnly();
    BlockId id = new BlockId(BlockId.inputNamespace(0), 1);
    ReceivedBlock block = new ReceivedBlock(0, id, 1, 10, 1, null, null);

    store.ledger().append(new BlockAdded(block), () -> durable.add(new Time(0)));

    assertThat(durable).hasSize(1);
    assertThat(store.ledgerEnd().get()).isEmpty();
    assertThat(failures).isEmpty();
    store.close();
  }

  @Test
  void a_checkpoint_that_cannot_be_written_leaves_the_one_before_and_the_ledger() throws Exception {
    allocateDurably(1);
    store.write(checkpoint(1, store.ledgerEnd().get()));
    allocateDurably(2);
    Checkpoint second = checkpoint(2, store.ledgerEnd().get());
    storage.makeReadOnly();

    assertThatThrownBy(() -> store.write(second))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("read-only file system");

    storage.makeWritable();
    allocateDurably(3);
    assertThat(failures).isEmpty();
    requireAfterRestart(1L, 2L, 3L);
  }

  private Checkpoint checkpoint(long seconds, Optional<LogPosition> end) {
    return new Checkpoint(
        new Time(seconds * 1_000),
        new Time(0),
        Duration.ofSeconds(1),
        "app",
        "",
        end,
        store.ledger().snapshot(),
        Map.of());
  }
}
