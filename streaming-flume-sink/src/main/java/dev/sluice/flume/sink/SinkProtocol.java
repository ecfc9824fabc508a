package dev.sluice.flume.sink;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.flume.Event;

/**
 * What a receiver and the sink say to each other. The receiver greets, the sink greets back and
 * says after how many milliseconds of silence it gives up. Then the receiver sends messages: a byte
 * that tells which, and what the constants say. Numbers have the highest byte first; a text is the
 * number of its bytes and UTF-8. Stateless.
 */
final class SinkProtocol {
  /** Asks for a batch: how many events at most, and how many milliseconds to wait for the first. */
  static final int TAKE = 1;

  /** Has a batch, its number follows, taken off the channel; answered by {@link #DONE}. */
  static final int ACK = 2;

  /** Has a batch, its number follows, put back; answered by {@link #DONE}. */
  static final int NACK = 3;

  /** Says that the receiver is alive; not answered. */
  static final int KEEP = 4;

  /**
   * A batch: its number, the number of its events, and for each event the number of its headers,
   * these as two texts each, the number of bytes of its body, and these. A batch without events has
   * the number 0 and needs no {@link #ACK}.
   */
  static final int BATCH = 11;

  /** The channel failed: a text that says how. */
  static final int FAILED = 12;

  /** A byte: 1 if what was asked for was done, 0 if not. */
  static final int DONE = 13;

  private static final byte[] GREETING = "SLUICE-1".getBytes(StandardCharsets.US_ASCII);

  private SinkProtocol() {}

  /**
   * Greets back.
   *
   * @return whether there is a receiver; false if the connection has ended without a word
   * @throws IOException if it speaks another protocol
   */
  static boolean greet(DataInputStream in, DataOutputStream out, int timeoutMs) throws IOException {
    int first = in.read();
    if (first < 0) {
      return false;
    }
    byte[] greeting = new byte[GREETING.length];
    greeting[0] = (byte) first;
    in.readFully(greeting, 1, greeting.length - 1);
    out.write(GREETING);
    out.writeInt(timeoutMs);
    out.flush();
    if (!Arrays.equals(greeting, GREETING)) {
      throw new IOException("it is no receiver of Sluice, or one of another version");
    }
    return true;
  }

  static void writeBatch(DataOutputStream out, long number, List<Event> events) throws IOException {
    out.write(BATCH);
    out.writeLong(number);
    out.writeInt(events.size());
    for (Event event : events) {
      out.writeInt(event.getHeaders().size());
      for (Map.Entry<String, String> header : event.getHeaders().entrySet()) {
        writeText(out, header.getKey());
        writeText(out, header.getValue());
      }
      out.writeInt(event.getBody().length);
      out.write(event.getBody());
    }
    out.flush();
  }

  static void writeFailure(DataOutputStream out, String why) throws IOException {
    out.write(FAILED);
    writeText(out, why);
    out.flush();
  }

  static void writeDone(DataOutputStream out, boolean isDone) throws IOException {
    out.write(DONE);
    out.write(isDone ? 1 : 0);
    out.flush();
  }

  private static void writeText(DataOutputStream out, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }
}
