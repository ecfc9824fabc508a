package dev.sluice.zeromq;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What a reliable receiver answers, of the protocol in the README: one frame that begins with a
 * letter. Immutable.
 */
sealed interface FromReceiver {

  byte[] frame();

  /**
   * The sender may send.
   *
   * @param window how many messages may be on their way without acknowledgement
   * @param acknowledged all messages up to this number are stored; 0 if that is not known
   */
  record Welcome(int window, long acknowledged) implements FromReceiver {
    @Override
    public byte[] frame() {
      return ByteBuffer.allocate(2 + Integer.BYTES + Long.BYTES)
          .put((byte) 'W')
          .put((byte) FromSender.VERSION)
          .putInt(window)
          .putLong(acknowledged)
          .array();
    }
  }

  /** All messages up to a number may be forgotten; said again and again as a sign of life. */
  record Acknowledgement(long number) implements FromReceiver {
    @Override
    public byte[] frame() {
      return ByteBuffer.allocate(1 + Long.BYTES).put((byte) 'A').putLong(number).array();
    }
  }

  /** The sender is to say hello, and then to send again all that is not acknowledged. */
  record Again() implements FromReceiver {
    @Override
    public byte[] frame() {
      return new byte[] {'R'};
    }
  }

  /** What the sender said is wrong. */
  record Refusal(Reason reason, String text) implements FromReceiver {
    @Override
    public byte[] frame() {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      return ByteBuffer.allocate(2 + bytes.length)
          .put((byte) 'E')
          .put((byte) reason.code)
          .put(bytes)
          .array();
    }
  }

  /** Why a sender is refused. */
  enum Reason {
    /** The receiver does not speak this version. */
    VERSION(1, true),
    /** The receiver does not understand what was said. */
    GARBAGE(2, true),
    /** Another sender with the same id has come. */
    REPLACED(3, true),
    /** There are too many senders; there may be fewer later. */
    TOO_MANY(4, false);

    private final int code;
    private final boolean isFinal;

    Reason(int code, boolean isFinal) {
      this.code = code;
      this.isFinal = isFinal;
    }

    /** Whether there is no use in trying again. */
    boolean isFinal() {
      return isFinal;
    }
  }

  /** Reads an answer; null for what is none. */
  static @Nullable FromReceiver read(byte[][] frames) {
    if (frames.length != 1 || frames[0].length == 0) {
      return null;
    }
    ByteBuffer frame = ByteBuffer.wrap(frames[0]);
    byte letter = frame.get();
    return switch (letter) {
      case 'W' ->
          frame.remaining() == 1 + Integer.BYTES + Long.BYTES && frame.get() == FromSender.VERSION
              ? new Welcome(frame.getInt(), frame.getLong())
              : null;
      case 'A' -> frame.remaining() == Long.BYTES ? new Acknowledgement(frame.getLong()) : null;
      case 'R' -> new Again();
      case 'E' -> refusal(frame);
      default -> null;
    };
  }

  private static @Nullable FromReceiver refusal(ByteBuffer frame) {
    int code = frame.hasRemaining() ? frame.get() : 0;
    byte[] text = new byte[frame.remaining()];
    frame.get(text);
    return Arrays.stream(Reason.values())
        .filter(reason -> reason.code == code)
        .map(reason -> new Refusal(reason, new String(text, StandardCharsets.UTF_8)))
        .findFirst()
        .orElse(null);
  }
}
