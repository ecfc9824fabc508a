package dev.sluice.mqtt.client;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;

/**
 * Reads what a broker sends one packet after the other, and passes on those that a filter lets
 * through. A read that times out goes on where it ended. Confined to the thread that reads.
 */
final class PacketReader extends InputStream {
  private static final int BUFFER_BYTES = 16 << 10;
  private static final int MOST_LENGTH_BYTES = 4;
  private static final int LENGTH_BITS = 7;
  private static final int LENGTH_MASK = (1 << LENGTH_BITS) - 1;

  private final InputStream in;
  private final Filter filter;
  private final CountDownLatch hungUp;
  private byte[] packet = new byte[BUFFER_BYTES];
  private int bodyAt;
  private int have;
  private int position;
  private int end;

  /**
   * Nothing is read.
   *
   * @param hungUp counted down when nothing more comes
   */
  PacketReader(InputStream in, Filter filter, CountDownLatch hungUp) {
    this.in = new BufferedInputStream(in, BUFFER_BYTES);
    this.filter = filter;
    this.hungUp = hungUp;
  }

  /** Sees each packet, and may change its first byte. */
  @FunctionalInterface
  interface Filter {
    /** Whether to pass on the packet in {@code packet} up to {@code end}. */
    boolean passes(byte[] packet, int bodyAt, int end) throws IOException;
  }

  @Override
  public int read() throws IOException {
    return awaitPacket() ? packet[position++] & 0xFF : -1;
  }

  @Override
  public int read(byte[] to, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (!awaitPacket()) {
      return -1;
    }
    int n = Math.min(length, end - position);
    System.arraycopy(packet, position, to, offset, n);
    position += n;
    return n;
  }

  /** Returns false if there is no more. */
  private boolean awaitPacket() throws IOException {
    while (position == end) {
      int missing = missing();
      makeRoom(have + missing);
      int n = readMore(missing);
      if (n < 0) {
        hungUp.countDown();
        return false;
      }
      have += n;
      if (missing() == 0) {
        position = 0;
        end = filter.passes(packet, bodyAt, have) ? have : 0;
        have = 0;
      }
    }
    return true;
  }

  private int readMore(int bytes) throws IOException {
    try {
      return in.read(packet, have, bytes);
    } catch (InterruptedIOException timeout) {
      throw timeout;
    } catch (IOException broken) {
      hungUp.countDown();
      throw broken;
    }
  }

  /** How many bytes of the packet are not there, as far as known. */
  private int missing() throws IOException {
    int length = 0;
    for (int i = 1; i < have; i++) {
      length |= (packet[i] & LENGTH_MASK) << (LENGTH_BITS * (i - 1));
      if (packet[i] >= 0) {
        bodyAt = i + 1;
        return bodyAt + length - have;
      }
      if (i == MOST_LENGTH_BYTES) {
        throw new IOException("Cannot read from an MQTT broker: found a packet without a length");
      }
    }
    return have == 0 ? 2 : 1;
  }

  /** A buffer that was made for a large packet is not kept. */
  private void makeRoom(int bytes) {
    if (bytes > packet.length) {
      packet = Arrays.copyOf(packet, bytes);
    } else if (have == 0 && packet.length > BUFFER_BYTES) {
      packet = new byte[BUFFER_BYTES];
    }
  }

  @Override
  public int available() throws IOException {
    return end - position + in.available();
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
