package dev.sluice.receiver;

import dev.sluice.io.TaggedBytes;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The messages between supervisors and the receiver tracker as bytes: a version, a kind, the
 * fields. Decoding fails with {@link IllegalArgumentException} if the bytes are of another version
 * or kind, end early or go on after the message. Stateless.
 */
public final class MessageCodec {
  private static final int REGISTER = 1;
  private static final int DEREGISTER = 2;
  private static final int REPORT_ERROR = 3;
  private static final int ADD_BLOCK = 4;
  private static final int SEALED = 5;
  private static final int ASK_RECORDED = 6;
  private static final int REFILLED = 7;
  private static final int ASK_ROOM = 8;
  private static final int GIVE_ROOM_BACK = 9;
  private static final int REPLY = 16;
  private static final int RECORDED = 17;
  private static final int SEAL = 32;
  private static final int UPDATE_RATE = 33;
  private static final int STOP = 34;
  private static final int PROCESSED = 35;
  private static final int STOP_TAKING = 36;
  private static final int FORGET = 37;
  private static final int STOP_REFILLING = 38;
  private static final int ADMITTED = 39;

  private MessageCodec() {}

  /** The bytes of a message to the tracker. */
  public static byte[] encode(TrackerMessage message) {
    if (message instanceof TrackerMessage.Register register) {
      return TaggedBytes.write(
          REGISTER,
          out -> {
            writeSpeaker(out, message);
            TaggedBytes.writeString(out, register.receiverType());
            TaggedBytes.writeString(out, register.host());
          });
    } else if (message instanceof TrackerMessage.Deregister deregister) {
      return encode(DEREGISTER, message, deregister.message(), deregister.error());
    } else if (message instanceof TrackerMessage.ReportError report) {
      return encode(REPORT_ERROR, message, report.message(), report.error());
    } else if (message instanceof TrackerMessage.AddBlock add) {
      return TaggedBytes.write(ADD_BLOCK, out -> writeBlock(out, message, add.block()));
    } else if (message instanceof TrackerMessage.Refilled refilled) {
      return TaggedBytes.write(REFILLED, out -> writeBlock(out, message, refilled.block()));
    } else if (message instanceof TrackerMessage.Sealed sealed) {
      return TaggedBytes.write(SEALED, out -> writeSealed(out, sealed));
    } else if (message instanceof TrackerMessage.AskRecorded) {
      return TaggedBytes.write(ASK_RECORDED, out -> writeSpeaker(out, message));
    } else if (message instanceof TrackerMessage.AskRoom ask) {
      return TaggedBytes.write(
          ASK_ROOM,
          out -> {
            writeSpeaker(out, message);
            BlockIds.write(out, ask.block());
            out.writeLong(ask.bytes());
          });
    } else if (message instanceof TrackerMessage.GiveRoomBack back) {
      return TaggedBytes.write(
          GIVE_ROOM_BACK,
          out -> {
            writeSpeaker(out, message);
            BlockIds.write(out, back.block());
          });
    }
    throw new AssertionError(message);
  }

  /** The bytes of a message to a supervisor. */
  public static byte[] encode(SupervisorMessage message) {
    if (message instanceof SupervisorMessage.Seal seal) {
      return TaggedBytes.write(SEAL, out -> out.writeLong(seal.batchTimeMs()));
    } else if (message instanceof SupervisorMessage.UpdateRate update) {
      return TaggedBytes.write(UPDATE_RATE, out -> out.writeLong(update.recordsPerSecond()));
    } else if (message instanceof SupervisorMessage.Stop stop) {
      return TaggedBytes.write(STOP, out -> TaggedBytes.writeString(out, stop.reason()));
    } else if (message instanceof SupervisorMessage.Processed processed) {
      return TaggedBytes.write(PROCESSED, out -> BlockIds.write(out, processed.blocks()));
    } else if (message instanceof SupervisorMessage.Admitted admitted) {
      return TaggedBytes.write(ADMITTED, out -> BlockIds.write(out, admitted.block()));
    } else if (message instanceof SupervisorMessage.StopTaking) {
      return TaggedBytes.write(STOP_TAKING, out -> {});
    } else if (message instanceof SupervisorMessage.Forget) {
      return TaggedBytes.write(FORGET, out -> {});
    } else if (message instanceof SupervisorMessage.StopRefilling) {
      return TaggedBytes.write(STOP_REFILLING, out -> {});
    }
    throw new AssertionError(message);
  }

  /** The bytes of the tracker's reply. */
  public static byte[] encode(TrackerReply reply) {
    return TaggedBytes.write(
        REPLY,
        out -> {
          out.writeBoolean(reply.accepted());
          TaggedBytes.writeString(out, reply.reason());
        });
  }

  /** The bytes of the tracker's answer to {@link TrackerMessage.AskRecorded}. */
  public static byte[] encode(List<RecordedPositions> recorded) {
    return TaggedBytes.write(RECORDED, out -> BlockIds.writeRecorded(out, recorded));
  }

  /** The tracker's answer to {@link TrackerMessage.AskRecorded} that the bytes hold. */
  public static List<RecordedPositions> recorded(byte[] bytes) {
    return TaggedBytes.read(
        bytes,
        "an answer of the receiver tracker",
        (kind, in) -> kind == RECORDED ? BlockIds.readRecorded(in) : null);
  }

  /** The message to the tracker that the bytes hold. */
  public static TrackerMessage trackerMessage(byte[] bytes) {
    return TaggedBytes.read(bytes, "a message to the receiver tracker", MessageCodec::readTracker);
  }

  /** The message to a supervisor that the bytes hold. */
  public static SupervisorMessage supervisorMessage(byte[] bytes) {
    return TaggedBytes.read(
        bytes, "a message to a receiver's supervisor", MessageCodec::readSupervisor);
  }

  /** The tracker's reply that the bytes hold. */
  public static TrackerReply reply(byte[] bytes) {
    return TaggedBytes.read(bytes, "a reply of the receiver tracker", MessageCodec::readReply);
  }

  private static @Nullable TrackerReply readReply(int kind, DataInputStream in) throws IOException {
    return kind == REPLY ? new TrackerReply(in.readBoolean(), TaggedBytes.readString(in)) : null;
  }

  private static @Nullable SupervisorMessage readSupervisor(int kind, DataInputStream in)
      throws IOException {
    return switch (kind) {
      case SEAL -> new SupervisorMessage.Seal(in.readLong());
      case UPDATE_RATE -> new SupervisorMessage.UpdateRate(in.readLong());
      case STOP -> new SupervisorMessage.Stop(TaggedBytes.readString(in));
      case PROCESSED -> new SupervisorMessage.Processed(BlockIds.read(in));
      case ADMITTED -> new SupervisorMessage.Admitted(BlockIds.readOne(in));
      case STOP_TAKING -> new SupervisorMessage.StopTaking();
      case FORGET -> new SupervisorMessage.Forget();
      case STOP_REFILLING -> new SupervisorMessage.StopRefilling();
      default -> null;
    };
  }

  private static @Nullable TrackerMessage readTracker(int kind, DataInputStream in)
      throws IOException {
    if (kind < REGISTER || kind > GIVE_ROOM_BACK) {
      return null;
    }
    int streamId = in.readInt();
    int epoch = in.readInt();
    return switch (kind) {
      case REGISTER ->
          new TrackerMessage.Register(
              streamId, epoch, TaggedBytes.readString(in), TaggedBytes.readString(in));
      case DEREGISTER ->
          new TrackerMessage.Deregister(
              streamId, epoch, TaggedBytes.readString(in), TaggedBytes.readString(in));
      case REPORT_ERROR ->
          new TrackerMessage.ReportError(
              streamId, epoch, TaggedBytes.readString(in), TaggedBytes.readString(in));
      case ADD_BLOCK -> new TrackerMessage.AddBlock(streamId, epoch, ReceivedBlock.readFrom(in));
      case REFILLED -> new TrackerMessage.Refilled(streamId, epoch, ReceivedBlock.readFrom(in));
      case ASK_RECORDED -> new TrackerMessage.AskRecorded(streamId, epoch);
      case ASK_ROOM ->
          new TrackerMessage.AskRoom(streamId, epoch, BlockIds.readOne(in), in.readLong());
      case GIVE_ROOM_BACK -> new TrackerMessage.GiveRoomBack(streamId, epoch, BlockIds.readOne(in));
      default -> new TrackerMessage.Sealed(streamId, epoch, in.readLong(), readCounts(in));
    };
  }

  private static byte[] encode(int kind, TrackerMessage message, String text, String error) {
    return TaggedBytes.write(
        kind,
        out -> {
          writeSpeaker(out, message);
          TaggedBytes.writeString(out, text);
          TaggedBytes.writeString(out, error);
        });
  }

  private static void writeSpeaker(DataOutputStream out, TrackerMessage message)
      throws IOException {
    out.writeInt(message.streamId());
    out.writeInt(message.epoch());
  }

  private static void writeBlock(DataOutputStream out, TrackerMessage message, ReceivedBlock block)
      throws IOException {
    writeSpeaker(out, message);
    block.writeTo(out);
  }

  private static void writeSealed(DataOutputStream out, TrackerMessage.Sealed sealed)
      throws IOException {
    writeSpeaker(out, sealed);
    out.writeLong(sealed.batchTimeMs());
    out.writeInt(sealed.counts().size());
    for (Map.Entry<String, Long> count : new TreeMap<>(sealed.counts()).entrySet()) {
      TaggedBytes.writeString(out, count.getKey());
      out.writeLong(count.getValue());
    }
  }

  private static Map<String, Long> readCounts(DataInputStream in) throws IOException {
    int size = in.readInt();
    Map<String, Long> counts = new TreeMap<>();
    for (int i = 0; i < size; i++) {
      counts.put(TaggedBytes.readString(in), in.readLong());
    }
    return counts;
  }
}
