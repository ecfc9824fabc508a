package dev.sluice.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.BlockId;
import dev.sluice.io.Bytes;
import dev.sluice.ledger.LedgerEvent.BatchAllocated;
import dev.sluice.ledger.LedgerEvent.BatchDone;
import dev.sluice.ledger.LedgerEvent.InputsForgotten;
import dev.sluice.ledger.LedgerEvent.InputsLost;
import dev.sluice.ledger.LedgerEvent.OutputDone;
import dev.sluice.receiver.ReceivedBlock;
import dev.sluice.time.Time;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Received blocks that no log has, after the process that received them. */
class LostBlocksTest {
  private static final Time T1 = new Time(1_000);
  private static final Time T2 = new Time(2_000);
  private static final Time T3 = new Time(3_000);
  private static final Time NEVER = new Time(Long.MAX_VALUE);

  private final List<LedgerEvent> recorded = new ArrayList<>();

  private static ReceivedBlock block(long number, @Nullable Bytes metadata) {
    return new ReceivedBlock(0, new BlockId("input-0", number), 10, 1, 1, metadata, null);
  }

  private static ReceivedBlock positioned(long number) {
    byte[] bytes = {(byte) 0xF5, 'S', 'L', 'C', '-', 'P', 'O', 'S', (byte) number};
    return block(number, Bytes.of(bytes));
  }

  private void batch(Time time, ReceivedBlock... blocks) {
    BatchInput input =
        new BatchInput(0, 10L * blocks.length, List.of(blocks), Bytes.EMPTY, Map.of());
    recorded.add(new BatchAllocated(time, Map.of(0, input)));
  }

  /** A ledger of the next process, which records more. */
  private Ledger restart() {
    SurvivingInputs surviving = new SurvivingInputs();
    Ledger replayed = new Ledger();
    recorded.forEach(event -> replayed.fold(surviving.of(event)));
    return new Ledger(
        replayed.snapshot(), surviving.lostBlocks(), (event, durable) -> recorded.add(event));
  }

  @Test
  void positions_of_batches_that_are_done_stay_known_but_cannot_be_read() {
    batch(T1, positioned(1), block(2, null));
    recorded.add(new BatchDone(T1));
    Ledger ledger = restart();
    ledger.begin(NEVER, Set.of());
    assertThat(ledger.lostBlocks(0)).containsExactly(positioned(1));
    assertThat(ledger.inputs(T1).get(0).blocks()).isEmpty();
    assertThat(recorded).as("nothing new").hasSize(2);
    ledger.append(new InputsForgotten(T1));
    assertThat(ledger.lostBlocks(0)).isEmpty();
  }

  @Test
  void a_checkpoint_keeps_the_positions() {
    batch(T1, positioned(1));
    recorded.add(new BatchDone(T1));
    LedgerSnapshot snapshot = restart().snapshot();
    SurvivingInputs surviving = new SurvivingInputs();
    LedgerSnapshot readable = surviving.of(snapshot);
    assertThat(surviving.lostBlocks().of(0)).containsExactly(positioned(1));
    assertThat(readable.batches().get(0).inputs().get(0).blocks()).isEmpty();
    assertThat(readable.batches().get(0).inputs().get(0).records()).isZero();
  }

  @Test
  void what_a_batch_lost_that_was_not_done_is_lost_for_ever() {
    batch(T1, positioned(1));
    recorded.add(new OutputDone(T1, "print"));
    Ledger second = restart();
    second.begin(NEVER, Set.of());
    assertThat(recorded).endsWith(new InputsLost(NEVER, List.of(T1)));
    assertThat(second.isOutputDone(T1, "print")).as("runs again, without the records").isFalse();
    second.append(new BatchDone(T1));
    Ledger third = restart();
    third.begin(NEVER, Set.of());
    assertThat(third.lostBlocks(0)).isEmpty();
  }

  @Test
  void what_states_need_again_is_lost_although_the_batch_is_done() {
    batch(T1, positioned(1));
    batch(T2, positioned(2));
    recorded.add(new BatchDone(T1));
    recorded.add(new BatchDone(T2));
    Ledger second = restart();
    second.begin(T1, Set.of());
    assertThat(second.lostBlocks(0)).containsExactly(positioned(1));
    Ledger third = restart();
    third.begin(T3, Set.of());
    assertThat(third.lostBlocks(0)).containsExactly(positioned(1));
  }

  @Test
  void blocks_without_positions_change_nothing() {
    batch(T1, block(1, null));
    recorded.add(new OutputDone(T1, "print"));
    Ledger ledger = restart();
    ledger.begin(T1, Set.of());
    assertThat(recorded).hasSize(2);
    assertThat(ledger.isOutputDone(T1, "print")).isTrue();
  }
}
