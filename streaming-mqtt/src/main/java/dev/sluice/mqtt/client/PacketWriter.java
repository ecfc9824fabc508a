package dev.sluice.mqtt.client;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Writes to a broker what a client says and, between its packets, answers in the order in which
 * they are given. Whoever gives one does not wait for the network: a thread writes them. The packet
 * with which a client leaves is the last, and the broker hangs up after it: a client that does so
 * first may be taken for lost by a broker that sees the end of a connection before it has read what
 * came by it, and its will is published. Thread-safe: answers that wait are guarded by this
 * monitor, the stream below by its own; only one thread writes what the client says.
 */
final class PacketWriter extends OutputStream implements Handshakes.Answers {
  private static final int TYPE_SHIFT = 4;
  private static final int DISCONNECT = 14;
  private static final int ID_BYTES = 2;
  private static final long MOST_HANGING_UP_MS = 1000;

  private final OutputStream out;
  private final ConnectionListener listener;
  private final CountDownLatch hungUp;
  private final Thread thread = new Thread(this::run, "mqtt-answers");
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private final ByteArrayOutputStream waiting = new ByteArrayOutputStream();
  private boolean hasBegun;
  private boolean leaves;
  private boolean closed;

  /**
   * Writes no answers until it is started.
   *
   * @param listener hears that answers cannot be written
   * @param hungUp zero when nothing more comes from the broker
   */
  PacketWriter(OutputStream out, ConnectionListener listener, CountDownLatch hungUp) {
    this.out = out;
    this.listener = listener;
    this.hungUp = hungUp;
  }

  void start() {
    thread.start();
  }

  @Override
  public synchronized void send(Handshakes.Answer answer, int packetId) {
    if (leaves) {
      return;
    }
    waiting.write(answer.type << TYPE_SHIFT);
    waiting.write(ID_BYTES);
    waiting.write(packetId >> Byte.SIZE);
    waiting.write(packetId);
    notifyAll();
  }

  private void run() {
    try {
      while (awaitAnswer()) {
        writeWith(new byte[0]);
      }
    } catch (IOException failure) {
      hungUp.countDown();
      listener.lost(failure);
    } catch (InterruptedException interrupt) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized boolean awaitAnswer() throws InterruptedException {
    while (!closed && waiting.size() == 0) {
      wait();
    }
    return !closed;
  }

  /** What waits and then a packet, up to the one with which the client leaves. */
  private synchronized byte[] takeWith(byte[] packet) {
    if (closed) {
      return new byte[0];
    }
    hasBegun |= packet.length > 0;
    if (!leaves) {
      waiting.writeBytes(packet);
      leaves = packet.length > 0 && (packet[0] & 0xFF) >> TYPE_SHIFT == DISCONNECT;
    }
    byte[] taken = waiting.toByteArray();
    waiting.reset();
    if (leaves) {
      close();
    }
    return taken;
  }

  /** Writes all answers that wait, and then a packet of the client. */
  private void writeWith(byte[] packet) throws IOException {
    synchronized (out) {
      byte[] taken = takeWith(packet);
      if (taken.length > 0) {
        out.write(taken);
        out.flush();
      }
    }
  }

  @Override
  public void write(int b) {
    said.write(b);
  }

  @Override
  public void write(byte[] from, int offset, int length) {
    said.write(from, offset, length);
  }

  /**
   * Writes what the client has said: it flushes after each packet. After its last, returns when the
   * broker has hung up, or soon.
   */
  @Override
  public void flush() throws IOException {
    byte[] packet = said.toByteArray();
    said.reset();
    writeWith(packet);
    if (hasLeft()) {
      awaitHangUp();
    }
  }

  private synchronized boolean hasLeft() {
    return leaves;
  }

  /**
   * Has the client leave if it has said something, and has not left: a broker reads that although
   * the client has no answer yet. Returns when the broker has hung up, or soon.
   */
  void leave() {
    synchronized (this) {
      if (closed || leaves || !hasBegun) {
        return;
      }
      leaves = true;
      waiting.write(DISCONNECT << TYPE_SHIFT);
      waiting.write(0);
      notifyAll();
    }
    awaitHangUp();
  }

  private void awaitHangUp() {
    try {
      boolean unused = hungUp.await(MOST_HANGING_UP_MS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends the thread; the stream below has to be closed, or to accept what is written. */
  @Override
  public synchronized void close() {
    closed = true;
    notifyAll();
  }

  /** Waits until the thread has ended. */
  void join() throws InterruptedException {
    thread.join();
  }
}
