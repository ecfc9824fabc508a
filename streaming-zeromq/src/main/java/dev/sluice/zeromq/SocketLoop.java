package dev.sluice.zeromq;

import dev.sluice.receiver.ReceiverStoppedException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.zeromq.SocketType;

/**
 * A thread with a socket, and with another one when that will never connect again: JeroMQ gives up
 * after a refused authentication or a message above the limit. Thread-safe: guarded by its monitor;
 * the socket is confined to the thread.
 */
final class SocketLoop {
  /** Until another socket is tried. */
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

  private final SocketType type;
  private final Endpoint endpoint;
  private final ZeroMQOptions options;
  private final Duty duty;
  private final Thread thread;
  private @Nullable OpenSocket current;
  private boolean stopped;
  private boolean woken;
  private boolean interruptible;

  /** A loop that is not started. */
  SocketLoop(String name, SocketType type, Endpoint endpoint, ZeroMQOptions options, Duty duty) {
    this.type = type;
    this.endpoint = endpoint;
    this.options = options;
    this.duty = duty;
    this.thread = new Thread(this::run, name);
  }

  void start() {
    thread.start();
  }

  /** Has the thread end; what it does between {@link #enter} and {@link #leave} is interrupted. */
  synchronized void stop() {
    stopped = true;
    if (interruptible) {
      thread.interrupt();
    }
    wake();
  }

  /** Waits until the thread has ended. */
  void join() throws InterruptedException {
    thread.join();
  }

  synchronized boolean isStopped() {
    return stopped;
  }

  /** Has the duty look what there is to do. */
  synchronized void wake() {
    woken = true;
    notifyAll();
    if (current != null) {
      current.wake();
    }
  }

  /** From now on {@link #stop} interrupts; false if it was called before. */
  synchronized boolean enter() {
    interruptible = !stopped;
    return interruptible;
  }

  /** No interrupt any more. */
  synchronized void leave() {
    interruptible = false;
  }

  /** Waits so long, or until {@link #wake} was called since the last time. */
  synchronized void await(Duration atMost) throws InterruptedException {
    long end = System.nanoTime() + atMost.toNanos();
    while (!stopped && !woken && System.nanoTime() < end) {
      wait(Math.max(1, (end - System.nanoTime()) / 1_000_000));
    }
    woken = false;
  }

  private void run() {
    try {
      Outage outage = new Outage(endpoint, duty);
      Duration pause = options.timing().reconnect();
      while (!isStopped()) {
        boolean heard = serve(outage);
        pause = heard ? options.timing().reconnect() : pause;
        awaitAll(pause);
        pause = min(pause.multipliedBy(2), LONGEST_PAUSE);
      }
    } catch (ReceiverStoppedException end) {
      return;
    } catch (Throwable failure) {
      if (!isStopped()) {
        duty.fail(failure);
      }
    }
  }

  private static Duration min(Duration left, Duration right) {
    return left.compareTo(right) < 0 ? left : right;
  }

  /** Waits so long whatever wakes it but a stop. */
  private synchronized void awaitAll(Duration pause) throws InterruptedException {
    long end = System.nanoTime() + pause.toNanos();
    long leftNs = pause.toNanos();
    while (!stopped && leftNs > 0) {
      await(Duration.ofNanos(leftNs));
      leftNs = end - System.nanoTime();
    }
  }

  /** Serves one socket as long as it is of use; whether anything came. */
  private boolean serve(Outage outage) throws Exception {
    ConnectionWatch watch = new ConnectionWatch(endpoint.connects());
    boolean everHeard = false;
    outage.reopened();
    try (OpenSocket socket = open(watch)) {
      if (socket == null) {
        return false;
      }
      setCurrent(socket);
      duty.begin(socket);
      long counted = 0;
      String dead = null;
      while (!isStopped() && dead == null) {
        boolean heard = duty.turn(socket);
        ConnectionWatch.Seen seen = watch.seen();
        counted = countEnded(seen.ended(), counted);
        everHeard |= heard;
        dead = watch.whyDead(endpoint);
        if (dead == null) {
          outage.check(seen, heard);
        }
      }
      if (dead != null) {
        duty.report(dead + "; making another connection", null);
      }
      duty.end(socket);
    } finally {
      setCurrent(null);
    }
    return everHeard;
  }

  private long countEnded(long ended, long counted) {
    if (ended > counted) {
      duty.count("connections that ended", ended - counted);
    }
    return ended;
  }

  private @Nullable OpenSocket open(ConnectionWatch watch) {
    try {
      return OpenSocket.open(type, endpoint, options, watch);
    } catch (RuntimeException failure) {
      duty.report(
          "Cannot %s %s, trying again"
              .formatted(endpoint.connects() ? "connect to" : "bind", endpoint),
          failure);
      return null;
    }
  }

  private synchronized void setCurrent(@Nullable OpenSocket socket) {
    current = socket;
  }
}
