package dev.sluice.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.BlockId;
import dev.sluice.engine.BlockStore.Usage;
import dev.sluice.io.Bytes;
import dev.sluice.ledger.BatchInput;
import dev.sluice.ledger.Ledger;
import dev.sluice.ledger.LedgerEvent.BatchAllocated;
import dev.sluice.ledger.LedgerEvent.BatchDone;
import dev.sluice.ledger.LedgerEvent.BlockAdded;
import dev.sluice.receiver.ReceivedBlock;
import dev.sluice.scheduler.UnprocessedBytes.Request;
import dev.sluice.time.Time;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UnprocessedBytesTest {
  private static final Time T1 = new Time(1_000);

  private final List<Long> admitted = new ArrayList<>();
  private final Ledger ledger = new Ledger();
  private final BatchShare share = new BatchShare(100, Duration.ofSeconds(1));
  private Usage usage = pinned(0);
  private final UnprocessedBytes unprocessed =
      new UnprocessedBytes(
          100,
          share,
          new PinnedRoom(() -> usage),
          ledger,
          request -> admitted.add(request.block().number()));

  private static BlockId id(long number) {
    return new BlockId("input", number);
  }

  private boolean ask(int streamId, long number, long bytes) {
    return unprocessed.ask(new Request(streamId, id(number), bytes, false));
  }

  private boolean askPinned(long number, long bytes) {
    return unprocessed.ask(new Request(0, id(number), bytes, true));
  }

  private static Usage pinned(long bytes) {
    return new Usage(1, bytes, bytes, 160, 0);
  }

  private void add(int streamId, long number, long bytes) {
    ReceivedBlock block = new ReceivedBlock(streamId, id(number), 1, bytes, 1, null, null);
    unprocessed.added(block);
    ledger.append(new BlockAdded(block));
  }

  private void allocate(Time time) {
    List<ReceivedBlock> blocks = ledger.waitingBlocks(0);
    BatchInput input = new BatchInput(0, blocks.size(), blocks, Bytes.EMPTY, Map.of());
    ledger.append(new BatchAllocated(time, Map.of(0, input)));
  }

  private void done(Time time) {
    ledger.append(new BatchDone(time));
    unprocessed.recount();
  }

  @Test
  void a_block_counts_from_its_admission_until_its_batch_is_done() {
    assertThat(ask(0, 1, 60)).isTrue();
    assertThat(ask(0, 2, 60)).as("no room").isFalse();
    add(0, 1, 60);
    allocate(T1);
    assertThat(admitted).isEmpty();
    done(T1);
    assertThat(admitted).containsExactly(2L);
    assertThat(unprocessed.bytes()).isEqualTo(60);
  }

  @Test
  void the_bound_itself_fits() {
    assertThat(ask(0, 1, 40)).isTrue();
    assertThat(ask(0, 2, 60)).isTrue();
    assertThat(ask(0, 3, 1)).isFalse();
  }

  @Test
  void what_a_block_has_counts_once_it_is_added_and_not_what_it_asked_for() {
    ask(0, 1, 90);
    assertThat(ask(0, 2, 50)).isFalse();
    add(0, 1, 50);
    assertThat(admitted).containsExactly(2L);
  }

  @Test
  void blocks_are_admitted_in_the_order_in_which_they_came_whatever_stream_they_are_of() {
    ask(0, 1, 100);
    ask(0, 2, 90);
    ask(1, 3, 10);
    ask(0, 4, 10);
    unprocessed.giveBack(id(1));
    assertThat(admitted).as("4 does not pass 2 and 3").containsExactly(2L, 3L);
    unprocessed.giveBack(id(2));
    assertThat(admitted).containsExactly(2L, 3L, 4L);
  }

  @Test
  void a_block_that_would_fit_does_not_pass_one_that_waits() {
    ask(0, 1, 60);
    ask(0, 2, 50);
    assertThat(ask(1, 3, 10)).isFalse();
  }

  @Test
  void a_block_larger_than_the_bound_is_admitted_alone() {
    ask(0, 1, 10);
    assertThat(ask(0, 2, 500)).isFalse();
    unprocessed.giveBack(id(1));
    assertThat(admitted).containsExactly(2L);
    assertThat(ask(0, 3, 1)).isFalse();
  }

  @Test
  void a_block_that_waits_and_is_given_up_keeps_nobody() {
    ask(0, 1, 60);
    ask(0, 2, 90);
    ask(0, 3, 30);
    unprocessed.giveBack(id(2));
    assertThat(admitted).containsExactly(3L);
  }

  @Test
  void a_launch_that_is_over_gives_back_what_it_has_and_awaits() {
    ask(0, 1, 60);
    ask(0, 2, 60);
    ask(1, 3, 90);
    unprocessed.giveBack(0);
    assertThat(admitted).containsExactly(3L);
    assertThat(unprocessed.isWaiting(0)).isFalse();
    assertThat(unprocessed.bytes()).isEqualTo(90);
  }

  @Test
  void what_the_ledger_has_at_the_start_counts() {
    ledger.append(new BlockAdded(new ReceivedBlock(0, id(1), 1, 80, 1, null, null)));
    unprocessed.recount();
    assertThat(ask(0, 2, 30)).isFalse();
    allocate(T1);
    done(T1);
    assertThat(admitted).containsExactly(2L);
  }

  @Test
  void a_batch_that_failed_does_not_count() {
    ask(0, 1, 80);
    add(0, 1, 80);
    allocate(T1);
    assertThat(ask(0, 2, 80)).isFalse();
    unprocessed.failed(T1);
    assertThat(admitted).containsExactly(2L);
  }

  @Test
  void while_batches_are_slow_one_gets_no_more_than_its_share() {
    share.processed(100, Duration.ofSeconds(2));
    assertThat(ask(0, 1, 40)).isTrue();
    assertThat(ask(0, 2, 20)).as("no room in this batch").isFalse();
    add(0, 1, 40);
    assertThat(admitted).isEmpty();
    allocate(T1);
    assertThat(unprocessed.allocated()).isEqualTo(40);
    assertThat(admitted).as("room in the next one").containsExactly(2L);
    assertThat(ask(0, 3, 41)).as("no room at all").isFalse();
  }

  @Test
  void a_block_larger_than_the_share_has_a_batch_of_its_own() {
    share.processed(100, Duration.ofSeconds(2));
    ask(0, 1, 10);
    assertThat(ask(0, 2, 60)).isFalse();
    add(0, 1, 10);
    allocate(T1);
    assertThat(unprocessed.allocated()).isEqualTo(10);
    assertThat(admitted).containsExactly(2L);
  }

  @Test
  void a_block_that_can_only_be_in_memory_waits_while_windows_keep_others_there() {
    usage = pinned(130);
    assertThat(ask(0, 1, 30)).as("may be on disk").isTrue();
    assertThat(askPinned(2, 21)).as("150 of 160 bytes may be taken").isFalse();
    usage = pinned(129);
    unprocessed.recount();
    assertThat(admitted).containsExactly(2L);
    assertThat(askPinned(3, 1)).isFalse();
  }

  @Test
  void a_block_larger_than_the_memory_is_tried_when_it_is_alone_there() {
    usage = pinned(1);
    assertThat(askPinned(1, 1_000)).isFalse();
    usage = pinned(0);
    unprocessed.recount();
    assertThat(admitted).containsExactly(1L);
  }

  @Test
  void once_open_everything_has_room() {
    ask(0, 1, 80);
    ask(0, 2, 80);
    unprocessed.open();
    assertThat(admitted).containsExactly(2L);
    assertThat(ask(0, 3, 1_000)).isTrue();
  }

  @Test
  void the_peak_is_that_since_it_was_taken() {
    ask(0, 1, 80);
    unprocessed.giveBack(id(1));
    ask(0, 2, 30);
    assertThat(unprocessed.takePeak()).isEqualTo(80);
    assertThat(unprocessed.takePeak()).isEqualTo(30);
  }
}
