package dev.sluice.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sluice.engine.BlockId;
import dev.sluice.io.Bytes;
import dev.sluice.io.LogPosition;
import dev.sluice.receiver.ReceivedBlock;
import dev.sluice.time.Time;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EventCodecTest {
  private static final Time TIME = new Time(5_000);
  private static final ReceivedBlock BLOCK =
      new ReceivedBlock(
          3,
          new BlockId("input-3", 7),
          -1,
          80,
          2,
          Bytes.of(new byte[] {1, 2}),
          new LogPosition(1, 64, 80));
  private static final BatchInput INPUT =
      new BatchInput(3, 7, List.of(BLOCK), Bytes.of(new byte[] {9}), Map.of("é", "b", "a", ""));
  private static final List<LedgerEvent> EVENTS =
      List.of(
          new LedgerEvent.BlockAdded(BLOCK),
          new LedgerEvent.BatchAllocated(TIME, Map.of(3, INPUT, 1, BatchInput.nothing(1))),
          new LedgerEvent.OutputDone(TIME, "print"),
          new LedgerEvent.StreamAdded(3, "lines", Bytes.of(new byte[] {1})),
          new LedgerEvent.BatchDone(TIME),
          new LedgerEvent.BlocksLost(
              List.of(new BlockId("input-0", 7), new BlockId("input-1", 1L << 45)), List.of(TIME)),
          new LedgerEvent.InputsLost(TIME, List.of(new Time(6_000), new Time(7_000))),
          new LedgerEvent.InputsForgotten(TIME));

  private static Checkpoint checkpoint() {
    LedgerSnapshot.BatchEntry batch =
        new LedgerSnapshot.BatchEntry(TIME, Map.of(3, INPUT), List.of("a", "print"), false);
    return new Checkpoint(
        TIME,
        new Time(0),
        Duration.ofSeconds(1),
        "app",
        "a.Factory",
        Optional.of(new LogPosition(2, 100, 9)),
        new LedgerSnapshot(
            List.of(new LedgerEvent.StreamAdded(3, "lines", Bytes.EMPTY)),
            List.of(BLOCK),
            List.of(batch),
            Optional.of(TIME)),
        Map.of(
            "op", new Checkpoint.StateFiles("mapWithState", 4, 9, 11, List.of(new Time(0), TIME))));
  }

  @Test
  void events_and_checkpoints_come_back() {
    for (LedgerEvent event : EVENTS) {
      assertThat(EventCodec.decode(EventCodec.encode(event))).isEqualTo(event);
    }
    assertThat(Checkpoint.decode(checkpoint().encode())).isEqualTo(checkpoint());
  }

  @Test
  void bytes_that_end_early_or_go_on_are_refused() {
    for (LedgerEvent event : EVENTS) {
      byte[] bytes = EventCodec.encode(event);
      for (int length = 0; length <= bytes.length + 1; length++) {
        byte[] other = Arrays.copyOf(bytes, length);
        if (length != bytes.length) {
          assertThatIllegalArgumentException().isThrownBy(() -> EventCodec.decode(other));
        }
      }
    }
    byte[] bytes = checkpoint().encode();
    for (int length = 0; length < bytes.length; length++) {
      byte[] other = Arrays.copyOf(bytes, length);
      assertThatIllegalArgumentException().isThrownBy(() -> Checkpoint.decode(other));
    }
  }
}
