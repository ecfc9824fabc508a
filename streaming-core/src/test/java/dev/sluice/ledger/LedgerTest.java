package dev.sluice.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.engine.BlockId;
import dev.sluice.io.Bytes;
import dev.sluice.receiver.ReceivedBlock;
import dev.sluice.time.Time;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LedgerTest {
  private static final Time T1 = new Time(1_000);
  private static final Time T2 = new Time(2_000);
  private static final Time T3 = new Time(3_000);

  private final Ledger ledger = new Ledger();

  private static ReceivedBlock block(int stream, long number) {
    BlockId id = new BlockId(BlockId.inputNamespace(stream), number);
    return new ReceivedBlock(stream, id, 10, 100, 1, null, null);
  }

  private static BatchInput input(int stream, ReceivedBlock... blocks) {
    return new BatchInput(stream, 10L * blocks.length, List.of(blocks), Bytes.EMPTY, Map.of());
  }

  private void add(ReceivedBlock block) {
    ledger.append(new LedgerEvent.BlockAdded(block));
  }

  private void allocate(Time time, BatchInput... inputs) {
    Map<Integer, BatchInput> byStream = new HashMap<>();
    for (BatchInput input : inputs) {
      byStream.put(input.streamId(), input);
    }
    ledger.append(new LedgerEvent.BatchAllocated(time, byStream));
  }

  private void done(Time time) {
    ledger.append(new LedgerEvent.BatchDone(time));
  }

  @Test
  void a_stream_has_a_number_and_a_name_of_its_own() {
    ledger.append(new LedgerEvent.StreamAdded(0, "lines", Bytes.EMPTY));

    for (var other : Map.of(0, "words", 1, "lines").entrySet()) {
      assertThatThrownBy(
              () ->
                  ledger.append(
                      new LedgerEvent.StreamAdded(other.getKey(), other.getValue(), Bytes.EMPTY)))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("found stream 0, lines, expected a number and a name of its own");
    }
    assertThat(ledger.streams()).hasSize(1);
  }

  @Test
  void blocks_wait_in_the_order_of_arrival_and_apart_for_each_stream() {
    add(block(0, 2));
    add(block(1, 1));
    add(block(0, 1));
    assertThat(ledger.waitingBlocks(0)).containsExactly(block(0, 2), block(0, 1));
    assertThat(ledger.waitingBlocks(1)).containsExactly(block(1, 1));
    assertThat(ledger.waitingBlocks(2)).isEmpty();
    assertThat(ledger.waitingBlocks(0)).isNotEmpty();
    assertThat(ledger.recordsLeft()).isEqualTo(30);
  }

  @Test
  void a_batch_takes_its_blocks() {
    add(block(0, 1));
    add(block(0, 2));
    allocate(T1, input(0, block(0, 1)));
    assertThat(ledger.waitingBlocks(0)).containsExactly(block(0, 2));
    assertThat(ledger.input(T1, 0).orElseThrow().blocks()).containsExactly(block(0, 1));
    assertThat(ledger.input(T1, 1)).isEmpty();
    assertThat(ledger.input(T2, 0)).isEmpty();
    assertThat(ledger.lastAllocated()).contains(T1);
    assertThat(ledger.recordsLeft()).isEqualTo(20);
  }

  @Test
  void a_batch_is_undone_until_it_is_done() {
    allocate(T1, input(0));
    allocate(T2, input(0));
    assertThat(ledger.undone()).containsExactly(T1, T2);
    done(T2);
    assertThat(ledger.undone()).containsExactly(T1);
    assertThat(ledger.doneInputs(new Time(0), T2)).hasSize(1);
  }

  @Test
  void outputs_are_done_one_by_one() {
    allocate(T1, input(0));
    ledger.append(new LedgerEvent.OutputDone(T1, "output 1"));
    assertThat(ledger.isOutputDone(T1, "output 1")).isTrue();
    assertThat(ledger.isOutputDone(T1, "output 0")).isFalse();
    assertThat(ledger.isOutputDone(T2, "output 1")).isFalse();
    assertThat(ledger.undone()).containsExactly(T1);
  }

  @Test
  void only_inputs_of_batches_that_are_done_are_forgotten() {
    allocate(T1, input(0));
    allocate(T2, input(0));
    allocate(T3, input(0));
    done(T1);
    done(T3);
    ledger.append(new LedgerEvent.InputsForgotten(T2));
    assertThat(ledger.input(T1, 0)).isEmpty();
    assertThat(ledger.input(T2, 0)).as("undone").isPresent();
    assertThat(ledger.input(T3, 0)).as("later").isPresent();
  }

  @Test
  void batches_are_allocated_in_the_order_of_their_times() {
    allocate(T2, input(0));
    for (Time early : List.of(T1, T2)) {
      assertThatThrownBy(() -> allocate(early, input(0)))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage(
              "Cannot allocate batch %s: the last one allocated is 2000 ms, expected a later time"
                  .formatted(early));
    }
  }

  @Test
  void a_batch_takes_blocks_only_from_the_head_and_a_refused_one_takes_none() {
    add(block(0, 1));
    add(block(0, 2));
    add(block(1, 1));
    assertThatThrownBy(
            () -> allocate(T1, input(1, block(1, 1)), input(0, block(0, 1), block(0, 3))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("Cannot allocate block input-0-3: it is not the next one waiting");
    assertThatThrownBy(() -> allocate(T1, input(0, block(0, 2)))).hasMessageContaining("input-0-2");
    assertThat(ledger.waitingBlocks(0)).containsExactly(block(0, 1), block(0, 2));
    assertThat(ledger.waitingBlocks(1)).containsExactly(block(1, 1));
    assertThat(ledger.lastAllocated()).isEmpty();
  }

  @Test
  void a_batch_without_inputs_makes_no_progress() {
    assertThatThrownBy(() -> done(T1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("Cannot record progress of batch 1000 ms: not allocated");
    assertThatThrownBy(() -> ledger.append(new LedgerEvent.OutputDone(T1, "output 0")))
        .isInstanceOf(IllegalStateException.class);
  }
}
