package dev.sluice.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.BlockId;
import dev.sluice.io.Bytes;
import dev.sluice.ledger.BatchInput;
import dev.sluice.ledger.Ledger;
import dev.sluice.ledger.LedgerEvent;
import dev.sluice.receiver.ReceivedBlock;
import dev.sluice.streaming.RecordedLog;
import dev.sluice.time.Deadline;
import dev.sluice.time.ManualClock;
import dev.sluice.time.Time;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RefillingTest {
  private static final Time T1 = new Time(1_000);
  private static final Time T2 = new Time(2_000);

  private final ManualClock clock = new ManualClock();
  private final Ledger ledger = new Ledger();
  private final List<String> log = new ArrayList<>();
  private final DriverLoop loop = new DriverLoop(() -> false, error -> log.add(error.toString()));
  private final ProcessedBatches processed = new ProcessedBatches(ledger);
  private final Refilling refilling =
      new Refilling(
          loop,
          clock,
          ledger,
          new TrackedReceivers(new FakeEngine().control()),
          processed,
          Duration.ofSeconds(10));

  @BeforeEach
  void start() {
    loop.start();
  }

  @AfterEach
  void close() {
    loop.close(Deadline.in(Duration.ofSeconds(20)));
  }

  private static ReceivedBlock block(long number) {
    return new ReceivedBlock(0, new BlockId("input-0", number), 5, 1, 1, null, null);
  }

  /** A batch of the process before, with the block of that number. */
  private void batch(Time time, long number) {
    ledger.append(new LedgerEvent.BlockAdded(block(number)));
    BatchInput input = new BatchInput(0, 5, List.of(block(number)), Bytes.EMPTY, Map.of());
    ledger.append(new LedgerEvent.BatchAllocated(time, Map.of(0, input)));
  }

  private void begin() {
    batch(T1, 1);
    batch(T2, 2);
    ledger.append(new LedgerEvent.BatchDone(T1));
    refilling.await(Map.of(T1, List.of(block(1)), T2, List.of(block(2))));
    refilling.begin(() -> log.add("over"));
  }

  private void advance(int seconds) throws InterruptedException {
    clock.advance(Duration.ofSeconds(seconds));
    loop.awaitIdle();
  }

  @Test
  void it_is_over_when_the_last_block_is_back() {
    begin();
    assertThat(refilling.isUnderWay()).isTrue();
    assertThat(refilling.refilled(block(2).id())).isTrue();
    assertThat(refilling.isMissing(block(1).id())).isTrue();
    assertThat(refilling.isMissing(block(2).id())).isFalse();
    assertThat(log).isEmpty();
    assertThat(refilling.refilled(block(1).id())).isTrue();
    assertThat(refilling.isUnderWay()).isFalse();
    assertThat(log).containsExactly("over");
  }

  @Test
  void blocks_of_done_batches_are_not_processed_until_no_restart_needs_them() {
    begin();
    assertThat(processed.areBeingRecorded()).isFalse();
    assertThat(processed.release(new Time(0))).isEmpty();
    assertThat(processed.release(T2)).isEqualTo(Map.of(0, List.of(block(1).id())));
  }

  @Test
  void what_does_not_come_in_time_is_taken_from_its_batch() throws Exception {
    RecordedLog.clear();
    begin();
    advance(9);
    assertThat(refilling.refilled(block(1).id())).isTrue();
    advance(9);
    assertThat(log).as("each block begins the time anew").isEmpty();
    advance(1);
    assertThat(log).containsExactly("over");
    assertThat(RecordedLog.warnings(Refilling.class))
        .containsExactly(
            "Batches go on without what they need of stream 0 (blocks: 1, records: 5), of which no block came again within 10000 ms; what comes later counts again");
    assertThat(ledger.inputs(T1).get(0).blocks()).containsExactly(block(1));
    assertThat(ledger.inputs(T2).get(0).blocks()).isEmpty();
    assertThat(refilling.refilled(block(2).id())).as("a new one").isFalse();
  }

  @Test
  void a_stop_ends_the_waiting() throws Exception {
    begin();
    refilling.stop();
    advance(20);
    assertThat(refilling.refilled(block(1).id())).isTrue();
    assertThat(refilling.refilled(block(2).id())).isTrue();
    assertThat(log).isEmpty();
    assertThat(ledger.inputs(T2).get(0).blocks()).containsExactly(block(2));
  }

  @Test
  void nothing_happens_where_nothing_is_missing() throws Exception {
    refilling.begin(() -> log.add("over"));
    advance(20);
    assertThat(refilling.happens()).isFalse();
    assertThat(log).isEmpty();
  }
}
