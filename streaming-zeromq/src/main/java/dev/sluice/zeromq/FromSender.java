package dev.sluice.zeromq;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a reliable sender says, of the protocol in the README: frames, the first of which begins
 * with a letter. Immutable.
 */
sealed interface FromSender {
  /** The version of the protocol. */
  int VERSION = 1;

  /** The longest id of a sender, in bytes. */
  int LONGEST_ID = 255;

  /** Who is there. */
  record Hello(int version, String id, long instance) implements FromSender {
    byte[][] frames() {
      return new byte[][] {
        {'H', (byte) version},
        id.getBytes(StandardCharsets.UTF_8),
        ByteBuffer.allocate(Long.BYTES).putLong(instance).array()
      };
    }
  }

  /** A message of the sender's application. */
  record Message(long number, List<byte[]> payload) implements FromSender {
    static byte[][] frames(long number, List<byte[]> payload) {
      byte[][] frames = new byte[payload.size() + 1][];
      frames[0] = ByteBuffer.allocate(1 + Long.BYTES).put((byte) 'D').putLong(number).array();
      for (int frame = 0; frame < payload.size(); frame++) {
        frames[frame + 1] = payload.get(frame);
      }
      return frames;
    }
  }

  /**
   * The sender is still there.
   *
   * @param last the number of the last message that it has sent and that is not acknowledged; 0 if
   *     there is none
   */
  record Alive(long last) implements FromSender {
    byte[] frame() {
      return ByteBuffer.allocate(1 + Long.BYTES).put((byte) 'P').putLong(last).array();
    }
  }

  /** The sender ends. */
  record Bye() implements FromSender {
    private static final byte[] FRAME = {'B'};

    static byte[] frame() {
      return FRAME;
    }
  }

  /** Reads what came behind the frame by which the socket says from whom; null for garbage. */
  static @Nullable FromSender read(byte[][] frames) {
    if (frames.length < 2 || frames[1].length == 0) {
      return null;
    }
    byte[] head = frames[1];
    return switch (head[0]) {
      case 'H' -> hello(frames);
      case 'D' -> message(frames);
      case 'P' -> head.length == 1 + Long.BYTES && frames.length == 2 ? alive(head) : null;
      case 'B' -> head.length == 1 && frames.length == 2 ? new Bye() : null;
      default -> null;
    };
  }

  private static @Nullable FromSender message(byte[][] frames) {
    if (frames[1].length != 1 + Long.BYTES || frames.length < 3) {
      return null;
    }
    long number = ByteBuffer.wrap(frames[1], 1, Long.BYTES).getLong();
    return number > 0 ? new Message(number, Arrays.asList(frames).subList(2, frames.length)) : null;
  }

  private static FromSender alive(byte[] head) {
    return new Alive(ByteBuffer.wrap(head, 1, Long.BYTES).getLong());
  }

  private static @Nullable FromSender hello(byte[][] frames) {
    if (frames[1].length < 2) {
      return null;
    }
    int version = frames[1][1] & 0xff;
    if (version != VERSION) {
      return new Hello(version, "", 0);
    }
    boolean sound =
        frames.length == 4
            && frames[1].length == 2
            && frames[2].length > 0
            && frames[2].length <= LONGEST_ID
            && frames[3].length == Long.BYTES;
    return sound
        ? new Hello(
            version,
            new String(frames[2], StandardCharsets.UTF_8),
            ByteBuffer.wrap(frames[3]).getLong())
        : null;
  }
}
