package dev.sluice.flume.sink;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.flume.Channel;
import org.apache.flume.ChannelException;
import org.apache.flume.Event;
import org.apache.flume.Transaction;
import org.jspecify.annotations.Nullable;

/**
 * Events in an open transaction of the channel. Confined to the thread that began it, to which
 * Flume binds the transaction.
 */
final class ChannelBatch {
  private static final int EVENT_BYTES = 8;

  private final long number;
  private final Channel channel;
  private final Transaction transaction;
  private final List<Event> events = new ArrayList<>();
  private long bytes;

  private ChannelBatch(long number, Channel channel, Transaction transaction) {
    this.number = number;
    this.channel = channel;
    this.transaction = transaction;
  }

  /**
   * Takes events: as many as there are, but not more than are asked for.
   *
   * @param number of the batch
   * @param most how many events at most
   * @param waitMs how long to wait for the first
   * @param stopping when it is down, nothing is waited for
   * @return null if there are none
   * @throws ChannelException if the channel fails; nothing is taken
   */
  static @Nullable ChannelBatch take(
      long number,
      Channel channel,
      int most,
      int waitMs,
      SinkSettings settings,
      CountDownLatch stopping)
      throws InterruptedException {
    Transaction transaction = channel.getTransaction();
    transaction.begin();
    ChannelBatch batch = new ChannelBatch(number, channel, transaction);
    boolean isTaken = false;
    try {
      batch.fill(most, waitMs, settings, stopping);
      isTaken = !batch.events.isEmpty();
    } finally {
      if (!isTaken) {
        batch.rollback();
      }
    }
    return isTaken ? batch : null;
  }

  private void fill(int most, int waitMs, SinkSettings settings, CountDownLatch stopping)
      throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(waitMs);
    boolean goesOn = true;
    while (goesOn && events.size() < most && bytes < settings.batchBytes()) {
      Event event = next();
      if (event != null) {
        events.add(event);
        bytes += EVENT_BYTES + event.getBody().length;
      } else {
        long leftMs = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        goesOn =
            events.isEmpty()
                && leftMs > 0
                && !stopping.await(Math.min(leftMs, settings.backoffMs()), TimeUnit.MILLISECONDS);
      }
    }
  }

  /** The next event; null if there is none, or the transaction can have no more. */
  private @Nullable Event next() {
    try {
      return channel.take();
    } catch (ChannelException full) {
      if (events.isEmpty()) {
        throw full;
      }
      return null;
    }
  }

  long number() {
    return number;
  }

  List<Event> events() {
    return events;
  }

  /**
   * Takes the events off the channel.
   *
   * @throws RuntimeException if the channel fails; the events are put back
   */
  void commit() {
    boolean isDone = false;
    try {
      transaction.commit();
      isDone = true;
    } finally {
      if (isDone) {
        transaction.close();
      } else {
        rollback();
      }
    }
  }

  /** Puts the events back. */
  void rollback() {
    try {
      transaction.rollback();
    } finally {
      transaction.close();
    }
  }
}
