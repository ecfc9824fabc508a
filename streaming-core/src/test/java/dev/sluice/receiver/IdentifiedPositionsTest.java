package dev.sluice.receiver;

import dev.sluice.engine.BlockId;
import dev.sluice.io.KryoSerializer;
import dev.sluice.receiver.RecordedPositions.Progress;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class IdentifiedPositionsTest {
  private final ReceiverBench bench = new ReceiverBench();
  private final PositionedSource receiver = new PositionedSource(bench.log, true);

  @AfterEach
  void end() throws InterruptedException {
    bench.close();
  }

  private void begin(AckAfter ackAfter, RecordedPositions... recorded) throws InterruptedException {
    bench.recorded = List.of(recorded);
    bench.settings = bench.settings.with(ackAfter);
    bench.launched = receiver;
    bench.launch();
    bench.expect("register PositionedSource at here", "onStart");
  }

  private void startAgain(RecordedPositions... recorded) throws InterruptedException {
    bench.recorded = List.of(recorded);
    bench.advanceMs(2000);
    bench.expect("register PositionedSource at here", "onStart");
  }

  private static RecordedPositions recorded(long block, boolean processed, Integer... positions) {
    return new RecordedPositions(
        new BlockId("input-3", block),
        processed ? Progress.PROCESSED : Progress.STORED,
        PositionBytes.of(List.of(positions), true, new KryoSerializer()));
  }

  private void processed(long... blocks) {
    List<BlockId> ids =
        LongStream.of(blocks).mapToObj(number -> new BlockId("input-3", number)).toList();
    bench.tell(new SupervisorMessage.Processed(ids));
  }

  @Test
  void a_record_that_is_stored_already_is_acknowledged_in_its_place() throws InterruptedException {
    begin(AckAfter.STORED, recorded(900, false, 1, 2));
    receiver.store("a", 1);
    bench.expect("acknowledge [1]");
    receiver.store("c", 3);
    bench.expect("add [c] x2 at [3]", "acknowledge [3]");
    receiver.store("b", 2);
    bench.expect("acknowledge [2]");
  }

  @Test
  void one_that_is_stored_but_not_processed_waits_for_its_block() throws InterruptedException {
    begin(AckAfter.PROCESSED, recorded(900, false, 1), recorded(901, true, 2));
    receiver.store("b", 2);
    bench.expect("acknowledge [2]");
    receiver.store("a", 1);
    receiver.store("c", 3);
    bench.expect("add [c] x2 at [3]");
    processed(1000, 1001, 1002);
    bench.tell(new SupervisorMessage.Seal(2000));
    bench.expect("sealed 2000 {}");
    processed(900);
    bench.expect("acknowledge [1, 3]");
  }

  @Test
  void a_record_that_comes_twice_before_it_is_acknowledged_is_stored_once()
      throws InterruptedException {
    begin(AckAfter.PROCESSED);
    receiver.store("a", 1);
    bench.expect("add [a] x2 at [1]");
    receiver.store("a", 1);
    bench.tell(new SupervisorMessage.Seal(2000));
    bench.expect("sealed 2000 {}");
    processed(1000);
    bench.expect("acknowledge [1, 1]");
  }

  @Test
  void what_was_stored_before_a_restart_of_the_receiver_is_not_stored_again()
      throws InterruptedException {
    begin(AckAfter.PROCESSED);
    receiver.store("a", 1);
    bench.expect("add [a] x2 at [1]");
    receiver.restart("again");
    bench.expect("onStop", "deregister again");
    startAgain(recorded(1000, false, 1));
    receiver.store("a", 1);
    processed(1000);
    bench.expect("acknowledge [1]");
  }

  @Test
  void what_the_ledger_has_forgotten_is_known_until_it_is_acknowledged()
      throws InterruptedException {
    begin(AckAfter.PROCESSED);
    receiver.store("a", 1);
    bench.expect("add [a] x2 at [1]");
    receiver.restart("again");
    bench.expect("onStop", "deregister again");
    startAgain();
    receiver.store("a", 1);
    bench.expect("acknowledge [1]");
    receiver.store("a", 1);
    bench.expect("add [a] x2 at [1]");
  }

  @Test
  void what_could_not_be_stored_is_not_known() throws InterruptedException {
    begin(AckAfter.STORED);
    bench.blocks.nextFailure = "no room";
    receiver.store("a", 1);
    Threads.take(bench.log);
    bench.expect("onStop");
    Threads.take(bench.log);
    startAgain();
    receiver.store("a", 1);
    bench.expect("add [a] x2 at [1]", "acknowledge [1]");
  }

  @Test
  void what_was_recorded_before_is_forgotten_with_the_ledger_once_something_new_has_come()
      throws InterruptedException {
    begin(AckAfter.STORED, recorded(900, true, 1, 2));
    bench.tell(new SupervisorMessage.Forget());
    receiver.store("a", 1);
    bench.expect("acknowledge [1]");
    receiver.store("c", 3);
    bench.expect("add [c] x2 at [3]", "acknowledge [3]");
    bench.tell(new SupervisorMessage.Forget());
    receiver.store("b", 2);
    bench.expect("add [b] x2 at [2]", "acknowledge [2]");
  }

  @Test
  void what_was_recorded_of_one_part_of_the_source_is_known_while_only_others_send_something_new()
      throws InterruptedException {
    receiver.parts = 2;
    begin(AckAfter.STORED, recorded(900, true, 1, 2));
    receiver.store("c", 3);
    bench.expect("add [c] x2 at [3]", "acknowledge [3]");
    bench.tell(new SupervisorMessage.Forget());
    receiver.store("b", 2);
    bench.expect("acknowledge [2]");
    receiver.store("a", 1);
    bench.expect("add [a] x2 at [1]", "acknowledge [1]");
  }
}
