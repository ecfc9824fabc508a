package dev.sluice.kinesis;

import dev.sluice.function.Function;
import dev.sluice.function.Tuple4;
import dev.sluice.rdd.StorageLevel;
import dev.sluice.receiver.ReliableReceiver;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import software.amazon.kinesis.retrieval.KinesisClientRecord;

/**
 * Receives as a worker of a Kinesis application, and checkpoints what is acknowledged. Thread-safe:
 * what threads share is volatile; the worker is confined to the thread that starts and stops this.
 */
final class KinesisReceiver<T> extends ReliableReceiver<T, Tuple4<String, String, String, Long>> {
  private static final long serialVersionUID = 1L;

  private final KinesisSettings settings;
  private final Function<KinesisClientRecord, T> handler;
  private transient volatile @Nullable Progress progress;
  private transient @Nullable Worker<T> worker;
  private transient @Nullable String workerId;

  /** A receiver that is not started. */
  KinesisReceiver(
      KinesisSettings settings, Function<KinesisClientRecord, T> handler, StorageLevel level) {
    super(level);
    this.settings = settings;
    this.handler = handler;
  }

  @Override
  public void onStart() {
    if (workerId == null) {
      workerId = host() + ":" + UUID.randomUUID();
    }
    Progress next = new Progress();
    progress = next;
    Worker<T> started = new Worker<>(Integer.toString(streamId()), workerId, settings, next, this);
    worker = started;
    started.start();
  }

  /** For who reads the table of leases. */
  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "a host without a name";
    }
  }

  @Override
  public void onStop() throws InterruptedException {
    Worker<T> current = worker;
    if (current != null) {
      current.stop();
    }
  }

  @Override
  protected void acknowledge(List<Tuple4<String, String, String, Long>> positions) {
    Progress current = progress;
    if (current != null) {
      current.acknowledged(positions);
    }
  }

  @Override
  protected boolean identifiesByPosition() {
    return true;
  }

  @Override
  protected Object partOf(Tuple4<String, String, String, Long> position) {
    return Positions.shard(position);
  }

  KinesisSettings settings() {
    return settings;
  }

  /** What the program makes of a record; null to leave it out. */
  @Nullable T handle(KinesisClientRecord record) throws Exception {
    return handler.call(record);
  }

  void countUndecodable() {
    count("records on which the message handler fails", 1);
  }

  /** As {@link #reportError}. */
  void report(String message, @Nullable Throwable failure) {
    reportError(message, failure);
  }

  /** As {@link #restart(String, Throwable)}. */
  void fail(String message, Throwable failure) {
    restart(message, failure);
  }
}
