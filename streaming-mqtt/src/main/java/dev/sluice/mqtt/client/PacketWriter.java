package dev.sluice.mqtt.client;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Writes to a broker what a client says and, between its packets, answers in the order in which
 * they are given. Whoever gives one does not wait for the network: a thread writes them.
 * Thread-safe: answers that wait are guarded by this monitor, the stream below by its own; only one
 * thread writes what the client says.
 */
final class PacketWriter extends OutputStream implements Handshakes.Answers {
  private static final int TYPE_SHIFT = 4;
  private static final int DISCONNECT = 14;
  private static final int ID_BYTES = 2;

  private final OutputStream out;
  private final ConnectionListener listener;
  private final Thread thread = new Thread(this::run, "mqtt-answers");
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private final ByteArrayOutputStream waiting = new ByteArrayOutputStream();
  private boolean closed;

  /**
   * Writes no answers until it is started.
   *
   * @param listener hears that answers cannot be written
   */
  PacketWriter(OutputStream out, ConnectionListener listener) {
    this.out = out;
    this.listener = listener;
  }

  void start() {
    thread.start();
  }

  @Override
  public synchronized void send(Handshakes.Answer answer, int packetId) {
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

  private synchronized byte[] takeWaiting() {
    byte[] taken = closed ? new byte[0] : waiting.toByteArray();
    waiting.reset();
    return taken;
  }

  /** Writes all answers that wait, and then a packet of the client. */
  private void writeWith(byte[] packet) throws IOException {
    synchronized (out) {
      byte[] answers = takeWaiting();
      if (answers.length + packet.length > 0) {
        out.write(answers);
        out.write(packet);
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

  /** Writes what the client has said: it flushes after each packet. Nothing follows its last. */
  @Override
  public void flush() throws IOException {
    byte[] packet = said.toByteArray();
    said.reset();
    synchronized (out) {
      writeWith(packet);
      if (packet.length > 0 && (packet[0] & 0xFF) >> TYPE_SHIFT == DISCONNECT) {
        close();
      }
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
