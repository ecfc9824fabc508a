package dev.sluice.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.BlockId;
import dev.sluice.io.Bytes;
import dev.sluice.ledger.LedgerEvent.BatchAllocated;
import dev.sluice.ledger.LedgerEvent.BatchDone;
import dev.sluice.ledger.LedgerEvent.BlockAdded;
import dev.sluice.ledger.LedgerEvent.BlocksLost;
import dev.sluice.ledger.LedgerEvent.OutputDone;
import dev.sluice.receiver.ReceivedBlock;
import dev.sluice.time.Time;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Received blocks that no log has and that their sources send again. */
class AwaitedBlocksTest {
  private static final Time T1 = new Time(1_000);
  private static final Time T2 = new Time(2_000);
  private static final Time NEVER = new Time(Long.MAX_VALUE);
  private static final ReceivedBlock ONE = block(1);
  private static final ReceivedBlock TWO = block(2);

  private final List<LedgerEvent> recorded = new ArrayList<>();

  private static ReceivedBlock block(long number) {
    byte[] bytes = {(byte) 0xF5, 'S', 'L', 'C', '-', 'P', 'O', 'U', (byte) number};
    return new ReceivedBlock(0, new BlockId("input-0", number), 10, 1, 1, Bytes.of(bytes), null);
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
    recorded.forEach(event -> Replay.fold(replayed, surviving.of(event)));
    return new Ledger(
        replayed.snapshot(), surviving.lostBlocks(), (event, durable) -> recorded.add(event));
  }

  @Test
  void a_batch_that_is_not_done_awaits_its_blocks() {
    batch(T1, ONE, TWO);
    recorded.add(new OutputDone(T1, "print"));
    Ledger ledger = restart();
    assertThat(ledger.begin(NEVER, Set.of(0))).isEqualTo(Map.of(T1, List.of(ONE, TWO)));
    assertThat(ledger.inputs(T1).get(0).blocks()).containsExactly(ONE, TWO);
    assertThat(ledger.recordsLeft()).isEqualTo(20);
    assertThat(ledger.isOutputDone(T1, "print")).as("does not run again").isTrue();
    assertThat(recorded).as("nothing new").hasSize(2);
  }

  @Test
  void of_done_batches_those_are_awaited_that_are_read_again_and_the_others_known() {
    batch(T1, ONE);
    batch(T2, TWO);
    recorded.add(new BatchDone(T1));
    recorded.add(new BatchDone(T2));
    Ledger ledger = restart();
    assertThat(ledger.begin(T1, Set.of(0))).isEqualTo(Map.of(T2, List.of(TWO)));
    assertThat(ledger.lostBlocks(0)).containsExactly(ONE);
    assertThat(ledger.inputs(T1).get(0).blocks()).isEmpty();
    assertThat(ledger.inputs(T1).get(0).records()).isZero();
  }

  @Test
  void a_checkpoint_keeps_what_is_awaited_and_what_is_known() {
    batch(T1, ONE);
    batch(T2, TWO);
    recorded.add(new BatchDone(T1));
    Ledger ledger = restart();
    assertThat(ledger.begin(T1, Set.of(0))).containsOnlyKeys(T2);
    Ledger next = new Ledger(new SurvivingInputs().of(ledger.snapshot()), Journal.NONE);
    assertThat(next.begin(new Time(0), Set.of(0)))
        .isEqualTo(Map.of(T1, List.of(ONE), T2, List.of(TWO)));
  }

  @Test
  void without_a_source_that_sends_again_they_are_lost_for_ever() {
    batch(T1, ONE);
    recorded.add(new OutputDone(T1, "print"));
    Ledger second = restart();
    assertThat(second.begin(NEVER, Set.of())).isEmpty();
    assertThat(recorded).endsWith(new BlocksLost(List.of(ONE.id()), List.of(T1)));
    assertThat(second.inputs(T1).get(0).blocks()).isEmpty();
    assertThat(second.isOutputDone(T1, "print")).as("runs again, without the records").isFalse();
    second.append(new BatchDone(T1));
    assertThat(restart().begin(new Time(0), Set.of(0))).isEmpty();
    assertThat(second.lostBlocks(0)).isEmpty();
  }

  @Test
  void a_block_that_was_given_up_may_come_as_a_new_one_with_what_came_of_it() {
    batch(T1, ONE, TWO);
    Ledger second = restart();
    assertThat(second.begin(NEVER, Set.of(0))).hasSize(1);
    second.lose(List.of(ONE));
    second.append(new BlockAdded(ONE));
    second.append(
        new BatchAllocated(
            T2, Map.of(0, new BatchInput(0, 10, List.of(ONE), Bytes.EMPTY, Map.of()))));
    assertThat(restart().begin(NEVER, Set.of(0)))
        .isEqualTo(Map.of(T1, List.of(TWO), T2, List.of(ONE)));
  }

  @Test
  void what_no_batch_had_ends_with_the_process() {
    recorded.add(new BlockAdded(ONE));
    SurvivingInputs surviving = new SurvivingInputs();
    LedgerSnapshot left =
        surviving.of(new LedgerSnapshot(List.of(), List.of(ONE), List.of(), Optional.empty()));
    assertThat(left.waiting()).isEmpty();
    assertThat(surviving.lost()).containsExactly(ONE);
  }
}
