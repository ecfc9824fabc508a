package dev.sluice.receiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.engine.BlockId;
import dev.sluice.io.Bytes;
import dev.sluice.io.LogPosition;
import dev.sluice.receiver.RecordedPositions.Progress;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MessageCodecTest {
  static Stream<TrackerMessage> trackerMessages() {
    BlockId id = new BlockId("input-3", 1L << 45);
    return Stream.of(
        new TrackerMessage.Register(3, 1, "SocketReceiver", "höst"),
        new TrackerMessage.Deregister(3, 1, "ended", "x".repeat(100_000)),
        new TrackerMessage.ReportError(3, 1, "failed", ""),
        new TrackerMessage.AddBlock(3, 1, new ReceivedBlock(3, id, 7, 80, 2, null, null)),
        new TrackerMessage.AddBlock(
            3,
            1,
            new ReceivedBlock(
                3, id, -1, 80, 1, Bytes.of(new byte[] {5, 6}), new LogPosition(2, 99, 80))),
        new TrackerMessage.AskRecorded(3, 1),
        new TrackerMessage.AskRoom(3, 1, id, 5_000_000_000L),
        new TrackerMessage.GiveRoomBack(3, 1, id),
        new TrackerMessage.Refilled(
            3, 1, new ReceivedBlock(3, id, 7, 80, 2, Bytes.of(new byte[] {5}), null)),
        new TrackerMessage.Sealed(3, 1, 2000, Map.of("lines too long", 4L, "other", 5L)));
  }

  static Stream<SupervisorMessage> supervisorMessages() {
    return Stream.of(
        new SupervisorMessage.Seal(2000),
        new SupervisorMessage.UpdateRate(105),
        new SupervisorMessage.Processed(
            List.of(new BlockId("input-3", 7), new BlockId("b", 1L << 45))),
        new SupervisorMessage.Admitted(new BlockId("input-3", 7)),
        new SupervisorMessage.StopTaking(),
        new SupervisorMessage.Forget(),
        new SupervisorMessage.StopRefilling(),
        new SupervisorMessage.Stop("the program ends"));
  }

  @ParameterizedTest
  @MethodSource("trackerMessages")
  void a_message_to_the_tracker_comes_back(TrackerMessage message) {
    assertThat(MessageCodec.trackerMessage(MessageCodec.encode(message))).isEqualTo(message);
  }

  @ParameterizedTest
  @MethodSource("supervisorMessages")
  void a_message_to_a_supervisor_comes_back(SupervisorMessage message) {
    assertThat(MessageCodec.supervisorMessage(MessageCodec.encode(message))).isEqualTo(message);
  }

  @Test
  void a_reply_comes_back() {
    TrackerReply refused = TrackerReply.refuse("epoch 1 was replaced by 2");
    assertThat(MessageCodec.reply(MessageCodec.encode(refused))).isEqualTo(refused);
    assertThat(MessageCodec.reply(MessageCodec.encode(TrackerReply.accept())).accepted()).isTrue();
  }

  @Test
  void what_is_recorded_comes_back() {
    BlockId id = new BlockId("input-3", 7);
    List<RecordedPositions> recorded =
        List.of(
            new RecordedPositions(id, Progress.AWAITED, Bytes.of(new byte[] {5})),
            new RecordedPositions(id, Progress.PROCESSED, Bytes.EMPTY));
    assertThat(MessageCodec.recorded(MessageCodec.encode(recorded))).isEqualTo(recorded);
  }

  @ParameterizedTest
  @MethodSource("trackerMessages")
  void bytes_that_end_early_are_refused_wherever_they_end(TrackerMessage message) {
    byte[] bytes = MessageCodec.encode(message);
    for (int length = 0; length < Math.min(bytes.length, 100); length++) {
      byte[] part = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> MessageCodec.trackerMessage(part))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("Cannot decode a message to the receiver tracker: it ends early");
    }
  }

  @Test
  void bytes_that_go_on_are_refused() {
    byte[] bytes = MessageCodec.encode(new SupervisorMessage.Seal(1));
    assertThatThrownBy(() -> MessageCodec.supervisorMessage(Arrays.copyOf(bytes, bytes.length + 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("it goes on after its end, found 1 bytes");
  }

  @Test
  void an_unknown_kind_is_refused() {
    byte[] bytes = MessageCodec.encode(new SupervisorMessage.Seal(1));
    assertThatThrownBy(() -> MessageCodec.trackerMessage(bytes))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("unknown kind, found 32");
  }

  @Test
  void an_unknown_version_is_refused() {
    byte[] bytes = MessageCodec.encode(TrackerReply.accept());
    bytes[0] = 2;
    assertThatThrownBy(() -> MessageCodec.reply(bytes))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("unknown version, found 2, expected 1");
  }
}
