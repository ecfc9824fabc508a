package dev.sluice.receiver;

import dev.sluice.engine.BlockId;
import dev.sluice.io.KryoSerializer;
import dev.sluice.receiver.RecordedPositions.Progress;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Blocks of an earlier process whose records the source sends again. */
class RefilledBlocksTest {
  private final ReceiverBench bench = new ReceiverBench();
  private final PositionedSource receiver = new PositionedSource(bench.log, true);

  @AfterEach
  void end() throws InterruptedException {
    bench.close();
  }

  private void begin(RecordedPositions... recorded) throws InterruptedException {
    bench.recorded = List.of(recorded);
    bench.settings = bench.settings.with(AckAfter.PROCESSED);
    bench.launched = receiver;
    bench.launch();
    bench.expect("register PositionedSource at here", "onStart");
  }

  private void startAgain(RecordedPositions... recorded) throws InterruptedException {
    bench.recorded = List.of(recorded);
    bench.advanceMs(2000);
    bench.expect("register PositionedSource at here", "onStart");
  }

  private static RecordedPositions recorded(long block, Progress progress, Integer... positions) {
    return new RecordedPositions(
        new BlockId("input-3", block),
        progress,
        PositionBytes.of(List.of(positions), true, new KryoSerializer()));
  }

  private static RecordedPositions awaited(long block, Integer... positions) {
    return recorded(block, Progress.AWAITED, positions);
  }

  private void processed(long... blocks) {
    List<BlockId> ids =
        LongStream.of(blocks).mapToObj(number -> new BlockId("input-3", number)).toList();
    bench.tell(new SupervisorMessage.Processed(ids));
  }

  /** Waits until everything stored so far has been pushed. */
  private void seal(long batchMs) throws InterruptedException {
    bench.tell(new SupervisorMessage.Seal(batchMs));
    bench.expect("sealed " + batchMs + " {}");
  }

  @Test
  void a_block_is_stored_again_as_it_was_in_whatever_order_its_records_come()
      throws InterruptedException {
    begin(awaited(900, 1, 2, 3));
    receiver.store("c", 3);
    receiver.store("a", 1);
    receiver.store("a", 1);
    receiver.store("b", 2);
    bench.expect("refilled 900 [a, b, c] x2 at [1, 2, 3]");
    seal(2000);
    processed(900);
    bench.expect("acknowledge [3, 1, 1, 2]");
  }

  @Test
  void new_records_are_stored_as_usual_meanwhile() throws InterruptedException {
    begin(awaited(900, 1, 2));
    receiver.store("a", 1);
    receiver.store("x", 7);
    bench.expect("add [x] x2 at [7]");
    receiver.store("b", 2);
    bench.expect("refilled 900 [a, b] x2 at [1, 2]");
  }

  @Test
  void a_new_block_gets_no_number_of_one_that_is_awaited() throws InterruptedException {
    begin(awaited(1000, 1), awaited(1001, 2));
    receiver.store("x", 7);
    bench.expect("add [x] x2 at [7]");
    receiver.store("a", 1);
    receiver.store("b", 2);
    bench.expect("refilled 1000 [a] x2 at [1]", "refilled 1001 [b] x2 at [2]");
    processed(1002);
    bench.advanceMs(100);
    processed(1000, 1001);
    bench.expect("acknowledge [7]");
  }

  @Test
  void an_attempt_that_fails_drops_what_came_of_a_block() throws InterruptedException {
    begin(awaited(900, 1, 2));
    receiver.store("a", 1);
    seal(2000);
    receiver.restart("again");
    bench.expect("onStop", "deregister again");
    startAgain(awaited(900, 1, 2));
    receiver.store("b", 2);
    seal(4000);
    receiver.store("a", 1);
    bench.expect("refilled 900 [a, b] x2 at [1, 2]");
  }

  @Test
  void a_block_that_was_stored_again_is_not_awaited_by_the_next_attempt()
      throws InterruptedException {
    begin(awaited(900, 1));
    receiver.store("a", 1);
    bench.expect("refilled 900 [a] x2 at [1]");
    receiver.restart("again");
    bench.expect("onStop", "deregister again");
    startAgain(recorded(900, Progress.STORED, 1));
    receiver.store("a", 1);
    seal(4000);
    processed(900);
    bench.expect("acknowledge [1]");
  }

  @Test
  void a_block_that_cannot_be_stored_again_ends_the_attempt_and_loses_nothing()
      throws InterruptedException {
    begin(awaited(900, 1));
    bench.blocks.nextFailure = "no room";
    receiver.store("a", 1);
    Threads.take(bench.log);
    bench.expect("onStop");
    Threads.take(bench.log);
    startAgain(awaited(900, 1));
    receiver.store("a", 1);
    bench.expect("refilled 900 [a] x2 at [1]");
  }

  @Test
  void what_came_of_a_block_that_is_given_up_is_stored_as_new() throws InterruptedException {
    begin(awaited(900, 1, 2, 3), awaited(901, 4));
    receiver.store("c", 3);
    receiver.store("a", 1);
    bench.tell(new SupervisorMessage.StopRefilling());
    bench.expect("add [a, c] x2 at [1, 3]");
    receiver.store("b", 2);
    bench.expect("add [b] x2 at [2]");
    receiver.store("d", 4);
    bench.expect("add [d] x2 at [4]");
    processed(900);
    bench.expect("acknowledge [3, 1]");
  }

  @Test
  void an_attempt_that_asked_before_blocks_were_given_up_awaits_none() throws InterruptedException {
    begin();
    bench.tell(new SupervisorMessage.StopRefilling());
    receiver.restart("again");
    bench.expect("onStop", "deregister again");
    startAgain(awaited(900, 1, 2));
    receiver.store("a", 1);
    bench.expect("add [a] x2 at [1]");
  }
}
