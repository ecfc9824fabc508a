package dev.sluice.kafka.group;

import dev.sluice.receiver.ReceiverStoppedException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;

/**
 * Deserializes and stores what one consumer has polled, waiting as long as the core wants. A record
 * that cannot be deserialized is left out, unless that is because something cannot be reached.
 * Thread-safe: its queue and counters are; the rest is confined to its thread.
 */
final class StoringThread<T> {
  private static final long MOST_BYTES = 8 << 20;

  private final KafkaReceiver<?, ?, T> receiver;
  private final Progress progress;
  private final int mostRecords;
  private final Thread thread;
  private final BlockingQueue<Polled> queue = new LinkedBlockingQueue<>();
  private final AtomicInteger records = new AtomicInteger();
  private final AtomicLong bytes = new AtomicLong();
  private final Set<TopicPartition> reported = new HashSet<>();
  private volatile boolean stopped;

  /**
   * A thread that is not started.
   *
   * @param mostRecords with so many records it is busy
   */
  StoringThread(String name, KafkaReceiver<?, ?, T> receiver, Progress progress, int mostRecords) {
    this.receiver = receiver;
    this.progress = progress;
    this.mostRecords = mostRecords;
    this.thread = new Thread(this::run, name);
  }

  /** What one poll brought of a partition. */
  private record Polled(Assignment assignment, List<ConsumerRecord<byte[], byte[]>> records) {}

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

  /** Takes records to store; never waits. */
  void add(Assignment assignment, List<ConsumerRecord<byte[], byte[]>> polled) {
    if (!polled.isEmpty()) {
      records.addAndGet(polled.size());
      bytes.addAndGet(polled.stream().mapToLong(StoringThread::size).sum());
      queue.add(new Polled(assignment, polled));
    }
  }

  /** Whether there is so much to store that no more should be polled. */
  boolean isBusy() {
    return records.get() >= mostRecords || bytes.get() >= MOST_BYTES;
  }

  private static long size(ConsumerRecord<?, ?> record) {
    return Math.max(0L, record.serializedKeySize()) + Math.max(0L, record.serializedValueSize());
  }

  private void run() {
    try (RecordDecoder<?, ?, T> decoder = receiver.decoder()) {
      while (!stopped) {
        Polled polled = queue.take();
        for (ConsumerRecord<byte[], byte[]> record : polled.records()) {
          store(decoder, polled.assignment(), record);
          records.decrementAndGet();
          bytes.addAndGet(-size(record));
        }
      }
    } catch (ReceiverStoppedException end) {
      return;
    } catch (Throwable failure) {
      if (!stopped) {
        receiver.fail("Cannot store what came from Kafka", failure);
      }
    }
  }

  private void store(
      RecordDecoder<?, ?, T> decoder, Assignment assignment, ConsumerRecord<byte[], byte[]> polled)
      throws Exception {
    T record = decodeOrSkip(decoder, assignment, polled);
    if (record != null && progress.stores(assignment, polled.offset())) {
      receiver.store(record, Positions.of(polled));
    }
  }

  private @Nullable T decodeOrSkip(
      RecordDecoder<?, ?, T> decoder, Assignment assignment, ConsumerRecord<byte[], byte[]> polled)
      throws Exception {
    T record = null;
    try {
      record = decoder.decode(polled);
    } catch (Exception failure) {
      if (stopped || isOutage(failure)) {
        throw failure;
      }
      receiver.countUndecodable();
      report(assignment.partition(), polled.offset(), failure);
    }
    if (record == null) {
      progress.skipped(assignment);
    }
    return record;
  }

  /**
   * Whether the record is not to blame, as a registry of schemas cannot be reached for instance.
   */
  private static boolean isOutage(Throwable failure) {
    for (Throwable each = failure; each != null; each = each.getCause()) {
      if (each instanceof RetriableException
          || each instanceof SocketException
          || each instanceof SocketTimeoutException
          || each instanceof UnknownHostException
          || each instanceof InterruptedException) {
        return true;
      }
    }
    return false;
  }

  /** Reports the first of a partition; texts of the failure may have the record in them. */
  private void report(TopicPartition partition, long offset, Exception failure) {
    if (reported.add(partition)) {
      receiver.report(
          "Left out a record that cannot be deserialized: offset %d of %s, found %s; more of this"
                  .formatted(offset, partition, failure.getClass().getName())
              + " partition are only counted",
          null);
    }
  }
}
