package dev.sluice.zeromq;

import dev.sluice.function.Function;
import dev.sluice.receiver.ReceiverStoppedException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Converts and stores what a router has received, waiting as long as the core wants; the router
 * never waits, so that its senders hear of it. A message on which the converter fails is left out.
 * Thread-safe: its queue and counters are; the rest is confined to its thread.
 */
final class StoringThread<T> {
  private static final int MOST_MESSAGES = 10_000;
  private static final long MOST_BYTES = 8 << 20;

  private final Sink<T> sink;
  private final Function<byte[][], ? extends Iterable<T>> converter;
  private final Thread thread;
  private final BlockingQueue<List<Received>> queue = new LinkedBlockingQueue<>();
  private final AtomicInteger messages = new AtomicInteger();
  private final AtomicLong bytes = new AtomicLong();
  private volatile boolean stopped;
  private boolean reported;

  /** A thread that is not started. */
  StoringThread(String name, Function<byte[][], ? extends Iterable<T>> converter, Sink<T> sink) {
    this.converter = converter;
    this.sink = sink;
    this.thread = new Thread(this::run, name);
  }

  /** A message of a sender. */
  record Received(Progress from, long number, List<byte[]> payload) {
    long bytes() {
      long sum = 0;
      for (byte[] frame : payload) {
        sum += frame.length;
      }
      return sum;
    }
  }

  /** Where records go. Called on this thread. */
  interface Sink<T> {
    /** Stores a record of a message, after which so many more of it follow. */
    void store(T record, Received message, int following);

    /** A message has no records and is done with. */
    void skipped(Received message);

    /** A message is left out. */
    void undecodable(Received message, Exception failure, boolean isFirst);

    /** There is room again. */
    void hasRoom();

    void fail(Throwable failure);
  }

  void start() {
    thread.start();
  }

  void stop() {
    stopped = true;
    thread.interrupt();
  }

  void join() throws InterruptedException {
    thread.join();
  }

  /** Takes messages; never waits. */
  void add(List<Received> received) {
    if (!received.isEmpty()) {
      messages.addAndGet(received.size());
      bytes.addAndGet(received.stream().mapToLong(Received::bytes).sum());
      queue.add(received);
    }
  }

  /** Whether there is so much to store that no more should be received. */
  boolean isBusy() {
    return messages.get() >= MOST_MESSAGES || bytes.get() >= MOST_BYTES;
  }

  private void run() {
    try {
      while (!stopped) {
        for (Received message : queue.take()) {
          take(message);
        }
      }
    } catch (ReceiverStoppedException end) {
      return;
    } catch (Throwable failure) {
      if (!stopped) {
        sink.fail(failure);
      }
    }
  }

  private void take(Received message) throws InterruptedException {
    List<T> records = decode(message);
    if (records.isEmpty()) {
      message.from().skipped(message.number());
      sink.skipped(message);
    } else {
      message.from().storing(message.number());
      int following = records.size();
      for (T record : records) {
        following--;
        sink.store(record, message, following);
      }
    }
    boolean wasBusy = isBusy();
    messages.decrementAndGet();
    bytes.addAndGet(-message.bytes());
    if (wasBusy && !isBusy()) {
      sink.hasRoom();
    }
  }

  private List<T> decode(Received message) throws InterruptedException {
    try {
      Collection<T> records =
          MessageReceiver.collected(converter.call(message.payload().toArray(new byte[0][])));
      return records.stream().allMatch(Objects::nonNull) && records instanceof List<T> list
          ? list
          : new ArrayList<>(records.stream().filter(Objects::nonNull).toList());
    } catch (InterruptedException interrupt) {
      throw interrupt;
    } catch (Exception failure) {
      sink.undecodable(message, failure, !reported);
      reported = true;
      return List.of();
    }
  }
}
