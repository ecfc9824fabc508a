package dev.sluice.zeromq;

import zmq.Msg;
import zmq.msg.MsgAllocator;

/**
 * Holds back what comes while much waits to be read, in the place of JeroMQ's high-water mark,
 * which with CURVE damages the message that finds no room. JeroMQ asks for memory for each frame;
 * the answer takes its time, so long that a few kilobytes a second still come, since JeroMQ's
 * thread has heartbeats to see to. Thread-safe: guarded by its monitor.
 */
final class IntakeGate implements MsgAllocator {
  private static final long BYTES_PER_MS = 8;
  private static final long LEAST_MS = 2;
  private static final long MOST_MS = 2_000;

  private final int most;
  private int waiting;
  private boolean wanted;
  private boolean closed;

  /** Holds back from so many frames on. */
  IntakeGate(int most) {
    this.most = most;
  }

  @Override
  public Msg allocate(int size) {
    awaitRoom(Math.min(MOST_MS, LEAST_MS + size / BYTES_PER_MS));
    return new Msg(size);
  }

  private synchronized void awaitRoom(long atMostMs) {
    waiting++;
    long end = System.nanoTime() + atMostMs * 1_000_000;
    try {
      while (!closed && !wanted && waiting > most && System.nanoTime() < end) {
        wait(Math.max(1, (end - System.nanoTime()) / 1_000_000));
      }
    } catch (InterruptedException interrupt) {
      Thread.currentThread().interrupt();
    }
  }

  /** So many frames were read. */
  synchronized void read(int frames) {
    wanted = false;
    waiting = Math.max(0, waiting - frames);
    if (waiting < most) {
      notifyAll();
    }
  }

  /**
   * The reader waits: nothing is held back until it has read something. What was counted until now
   * is on its way to it, or was of handshakes and heartbeats, which nobody reads.
   */
  synchronized void want() {
    wanted = true;
    waiting = 0;
    notifyAll();
  }

  /** Holds nothing back any more. */
  synchronized void close() {
    closed = true;
    notifyAll();
  }
}
