package dev.sluice.mqtt.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Between a client of Paho's and the network: the client sees messages of QoS 2 as ones of QoS 1,
 * as at QoS 2 it would give the first answer before anybody has seen them; what the broker is to
 * hear of messages is said here. Thread-safe: guarded by its monitor; its parts are as they say.
 */
final class Wire {
  private static final int TYPE_SHIFT = 4;
  private static final int TYPE_MASK = 0xF;
  private static final int PUBLISH = 3;
  private static final int PUBREL = 6;
  private static final int QOS_SHIFT = 1;
  private static final int QOS_MASK = 3 << QOS_SHIFT;
  private static final int SENT_AGAIN = 8;

  private final ConnectionListener listener;
  private @Nullable Streams streams;
  private boolean closed;

  Wire(ConnectionListener listener) {
    this.listener = listener;
  }

  private record Streams(PacketReader reader, PacketWriter writer, Handshakes handshakes) {}

  /** Begins with a connection that is there. */
  synchronized void open(InputStream in, OutputStream out) throws IOException {
    if (closed) {
      throw new IOException("Cannot connect: the client is closed");
    }
    CountDownLatch hungUp = new CountDownLatch(1);
    PacketWriter writer = new PacketWriter(out, listener, hungUp);
    Handshakes handshakes = new Handshakes(writer);
    PacketReader reader =
        new PacketReader(
            in, (packet, bodyAt, end) -> passes(handshakes, packet, bodyAt, end), hungUp);
    streams = new Streams(reader, writer, handshakes);
    writer.start();
  }

  private synchronized Streams streams() {
    return Objects.requireNonNull(streams, "not open");
  }

  /** What the client is to read from. */
  InputStream input() {
    return streams().reader();
  }

  /** What the client is to write to. */
  OutputStream output() {
    return streams().writer();
  }

  /** That of the next message of QoS 1 or 2 that the client delivers. */
  Handshake next() {
    return streams().handshakes().next();
  }

  /** Tells the broker that a message is safe. */
  void acknowledge(Handshake handshake) {
    streams().handshakes().safe(handshake);
  }

  private static boolean passes(Handshakes handshakes, byte[] packet, int bodyAt, int end) {
    int type = (packet[0] >> TYPE_SHIFT) & TYPE_MASK;
    int qos = (packet[0] & QOS_MASK) >> QOS_SHIFT;
    if (type == PUBREL && end - bodyAt >= Short.BYTES) {
      handshakes.released(number(packet, bodyAt));
      return false;
    }
    if (type != PUBLISH || (qos != 1 && qos != 2) || end - bodyAt < Short.BYTES) {
      return true;
    }
    int idAt = bodyAt + Short.BYTES + number(packet, bodyAt);
    int restAt = idAt + Short.BYTES;
    if (restAt > end) {
      return true; // The client refuses it.
    }
    CRC32C checksum = new CRC32C();
    checksum.update(packet, bodyAt, idAt - bodyAt);
    checksum.update(packet, restAt, end - restAt);
    boolean sentAgain = (packet[0] & SENT_AGAIN) != 0;
    packet[0] = (byte) ((packet[0] & ~QOS_MASK) | (1 << QOS_SHIFT));
    return handshakes.arrived(number(packet, idAt), qos, sentAgain, (int) checksum.getValue());
  }

  private static int number(byte[] packet, int at) {
    return ((packet[at] & 0xFF) << Byte.SIZE) | (packet[at + 1] & 0xFF);
  }

  /**
   * Has the client leave if it is connected, or about to be, and has not left; returns when the
   * broker has hung up, or after a second. Nothing opens after it.
   */
  void leave() {
    Streams opened = end();
    if (opened != null) {
      opened.writer().leave();
    }
  }

  /** Ends the thread that writes, whose connection has to be closed before. */
  void close() throws InterruptedException {
    Streams opened = end();
    if (opened != null) {
      opened.writer().close();
      opened.writer().join();
    }
  }

  private synchronized @Nullable Streams end() {
    closed = true;
    return streams;
  }
}
