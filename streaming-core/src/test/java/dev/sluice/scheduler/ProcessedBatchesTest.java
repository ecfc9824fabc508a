package dev.sluice.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.BlockId;
import dev.sluice.io.Bytes;
import dev.sluice.ledger.BatchInput;
import dev.sluice.ledger.Ledger;
import dev.sluice.ledger.LedgerEvent;
import dev.sluice.receiver.ReceivedBlock;
import dev.sluice.time.Time;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProcessedBatchesTest {
  private static final Time T1 = new Time(1_000);
  private static final Time T2 = new Time(2_000);

  private final Ledger ledger = new Ledger();
  private final ProcessedBatches batches = new ProcessedBatches(ledger);

  private static BlockId id(long number) {
    return new BlockId("input-0", number);
  }

  private void batch(Time time, long number) {
    ReceivedBlock block = new ReceivedBlock(0, id(number), 1, 1, 1, null, null);
    ledger.append(new LedgerEvent.BlockAdded(block));
    BatchInput input = new BatchInput(0, 1, List.of(block), Bytes.EMPTY, Map.of());
    ledger.append(new LedgerEvent.BatchAllocated(time, Map.of(0, input)));
  }

  @Test
  void blocks_are_processed_once_it_is_recorded_that_their_batch_is_done() {
    batch(T1, 1);
    batches.done(T1);
    assertThat(batches.areBeingRecorded()).isTrue();
    assertThat(batches.release(T2)).isEmpty();
    batches.recorded(T1);
    assertThat(batches.areBeingRecorded()).isFalse();
    assertThat(batches.release(T2)).isEqualTo(Map.of(0, List.of(id(1))));
    assertThat(batches.release(T2)).as("once").isEmpty();
  }

  @Test
  void blocks_of_later_batches_wait() {
    batch(T1, 1);
    batch(T2, 2);
    batches.done(T2);
    batches.done(T1);
    batches.recorded(T2);
    batches.recorded(T1);
    assertThat(batches.release(T1)).isEqualTo(Map.of(0, List.of(id(1))));
    assertThat(batches.release(T2)).isEqualTo(Map.of(0, List.of(id(2))));
  }

  @Test
  void what_batches_have_read_that_their_inputs_are_forgotten_of_can_still_be_acknowledged() {
    batch(T1, 1);
    ledger.append(new LedgerEvent.BatchDone(T1));
    batches.done(T1);
    batches.recorded(T1);
    ledger.append(new LedgerEvent.InputsForgotten(T1));
    assertThat(batches.release(T2)).isEqualTo(Map.of(0, List.of(id(1))));
  }
}
