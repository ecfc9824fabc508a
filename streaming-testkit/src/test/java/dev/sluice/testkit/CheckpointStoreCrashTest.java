package dev.sluice.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.engine.BlockId;
import dev.sluice.io.Bytes;
import dev.sluice.io.LockedException;
import dev.sluice.io.LogPosition;
import dev.sluice.io.Storage;
import dev.sluice.ledger.BatchInput;
import dev.sluice.ledger.Checkpoint;
import dev.sluice.ledger.CheckpointStore;
import dev.sluice.ledger.Ledger;
import dev.sluice.ledger.LedgerEvent;
import dev.sluice.ledger.LedgerSnapshot;
import dev.sluice.receiver.ReceivedBlock;
import dev.sluice.time.ManualClock;
import dev.sluice.time.Time;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointStoreCrashTest {
  private static final int KEPT = 2;

  private static CheckpointStore open(Storage storage, String holder) throws IOException {
    return CheckpointStore.open(storage, holder, new ManualClock(), KEPT, failure -> {});
  }

  /** Batches of random events, with a checkpoint after some and a new driver after others. */
  private static final class Batches implements CrashScenario<Long> {
    private static final int BATCHES = 16;
    private final long seed;
    private final List<LedgerEvent> logged = new ArrayList<>();
    private final AtomicInteger durable = new AtomicInteger();
    private long block;

    Batches(long seed) {
      this.seed = seed;
    }

    @Override
    public Long run(Storage storage) throws Exception {
      long last = 0;
      while (last < BATCHES) {
        try (CheckpointStore store = open(storage, "driver")) {
          requirePrefix(store.ledger().snapshot());
          Ledger ledger = store.ledger();
          ledger.undone().forEach(time -> finish(ledger, time));
          last = ledger.lastAllocated().map(time -> time.milliseconds() / 1_000).orElse(0L);
          long until = Math.min(BATCHES, last + 5);
          while (last < until) {
            last++;
            batch(store, last);
          }
        }
      }
      return last;
    }

    private void requirePrefix(LedgerSnapshot found) {
      int least = durable.get();
      for (int count = logged.size(); count >= least; count--) {
        Ledger model = new Ledger();
        logged.subList(0, count).forEach(model::append);
        if (model.snapshot().equals(found)) {
          logged.subList(count, logged.size()).clear();
          return;
        }
      }
      throw new AssertionError("no prefix of " + least + " or more events gives " + found);
    }

    private void batch(CheckpointStore store, long number) throws Exception {
      SplittableRandom random = new SplittableRandom(seed * 1_000 + number);
      Ledger ledger = store.ledger();
      for (int left = random.nextInt(4); left > 0; left--) {
        ReceivedBlock added = block(random.nextInt(2), random.nextBoolean());
        append(ledger, new LedgerEvent.BlockAdded(added));
      }
      Time time = new Time(number * 1_000);
      List<ReceivedBlock> waiting = ledger.waitingBlocks(0);
      List<ReceivedBlock> taken = waiting.subList(0, random.nextInt(waiting.size() + 1));
      append(ledger, new LedgerEvent.BatchAllocated(time, Map.of(0, input(taken))));
      if (random.nextInt(3) > 0) {
        finish(ledger, time);
      }
      if (random.nextInt(3) == 0) {
        append(ledger, new LedgerEvent.InputsForgotten(new Time(time.milliseconds() - 2_000)));
      }
      if (random.nextInt(2) == 0) {
        checkpoint(store, time);
      }
    }

    private static void checkpoint(CheckpointStore store, Time time) throws Exception {
      LedgerSnapshot snapshot = store.ledger().snapshot();
      Optional<LogPosition> end = store.ledgerEnd().get();
      Duration interval = Duration.ofSeconds(1);
      List<Checkpoint> kept =
          store.write(
              new Checkpoint(time, new Time(0), interval, "app", "", end, snapshot, Map.of()));
      assertThat(kept).hasSizeBetween(1, KEPT);
    }

    private void finish(Ledger ledger, Time time) {
      append(ledger, new LedgerEvent.OutputDone(time, "print"));
      append(ledger, new LedgerEvent.BatchDone(time));
    }

    private void append(Ledger ledger, LedgerEvent event) {
      if (event instanceof LedgerEvent.BlockAdded added && added.block().logged() == null) {
        ledger.append(event);
        return;
      }
      logged.add(withoutLost(event));
      int count = logged.size();
      ledger.append(event, () -> durable.set(count));
    }

    private static LedgerEvent withoutLost(LedgerEvent event) {
      if (event instanceof LedgerEvent.BatchAllocated allocated) {
        List<ReceivedBlock> blocks =
            allocated.inputs().get(0).blocks().stream().filter(b -> b.logged() != null).toList();
        return new LedgerEvent.BatchAllocated(allocated.time(), Map.of(0, input(blocks)));
      }
      return event;
    }

    private static BatchInput input(List<ReceivedBlock> blocks) {
      return new BatchInput(0, 10L * blocks.size(), blocks, Bytes.EMPTY, Map.of("a", "b"));
    }

    private ReceivedBlock block(int stream, boolean isLogged) {
      block++;
      LogPosition position = isLogged ? new LogPosition(1, 64 + block, 10) : null;
      BlockId id = new BlockId(BlockId.inputNamespace(stream), block);
      return new ReceivedBlock(stream, id, 10, 100, 1, null, position);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void a_crash_at_any_call_leaves_a_prefix_with_all_that_was_durable(long seed) {
    int crashes = CrashingStorage.atEveryCall(seed, () -> new Batches(seed));
    System.out.println("ledger and checkpoints, seed " + seed + ": " + crashes + " crash points");
    assertThat(crashes).isGreaterThan(20);
  }

  @Test
  void a_second_driver_is_refused_with_the_name_of_the_first() throws Exception {
    Storage storage = new CrashingStorage(1);
    try (CheckpointStore first = open(storage, "driver one")) {
      assertThatThrownBy(() -> open(storage, "driver two"))
          .isInstanceOf(LockedException.class)
          .hasMessageContaining("driver one");
      assertThat(first.recovered()).isEmpty();
    }
    open(storage, "driver two").close();
  }
}
