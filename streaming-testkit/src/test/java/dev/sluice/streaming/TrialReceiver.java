package dev.sluice.streaming;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.dstream.DStream;
import dev.sluice.rdd.StorageLevel;
import dev.sluice.receiver.Receiver;
import dev.sluice.receiver.ReliableReceiver;
import dev.sluice.testkit.TestStreams;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A receiver and its source, which sends each record once, or until it is acknowledged.
 * Thread-safe: guarded by its monitor.
 */
final class TrialReceiver implements TrialInput {
  private static final long PATIENCE_S = 20;

  /** What the receiver promises its source, and the source the receiver. */
  enum Kind {
    PLAIN,
    RELIABLE,
    IDENTIFYING
  }

  private final Kind kind;
  private final Set<String> unacknowledged = new LinkedHashSet<>();
  private Semaphore starts = new Semaphore(0);
  private @Nullable Receiver<String> receiver;

  TrialReceiver(Kind kind) {
    this.kind = kind;
  }

  @Override
  public DStream<String> define(TestStreams streams) {
    starts = new Semaphore(0);
    Receiver<String> next =
        kind == Kind.PLAIN ? new Plain(starts) : new Acknowledging(this, starts);
    receiver = next;
    return streams.context().receiverStream(next);
  }

  @Override
  public void started() throws Exception {
    assertThat(starts.tryAcquire(PATIENCE_S, TimeUnit.SECONDS)).as("started").isTrue();
    for (String record : waiting()) {
      store(record);
    }
  }

  private synchronized List<String> waiting() {
    return List.copyOf(unacknowledged);
  }

  private synchronized void acknowledged(List<String> records) {
    unacknowledged.removeAll(Set.copyOf(records));
  }

  @Override
  public void send(int batch) {
    List<String> records = TrialInput.records(batch);
    if (kind != Kind.PLAIN) {
      synchronized (this) {
        unacknowledged.addAll(records);
      }
    }
    records.forEach(this::store);
  }

  private void store(String record) {
    if (receiver instanceof Acknowledging acknowledging) {
      acknowledging.store(record, record);
    } else if (receiver != null) {
      receiver.store(record);
    }
  }

  private static final class Acknowledging extends ReliableReceiver<String, String> {
    private static final long serialVersionUID = 1L;

    private final boolean identifying;
    private final transient TrialReceiver source;
    private final transient Semaphore starts;

    Acknowledging(TrialReceiver source, Semaphore starts) {
      super(StorageLevel.MEMORY_ONLY);
      this.source = source;
      this.identifying = source.kind == Kind.IDENTIFYING;
      this.starts = starts;
    }

    @Override
    public void onStart() {
      starts.release();
    }

    @Override
    public void onStop() {}

    @Override
    protected boolean identifiesByPosition() {
      return identifying;
    }

    @Override
    protected void acknowledge(List<String> positions) {
      source.acknowledged(positions);
    }
  }

  private static final class Plain extends Receiver<String> {
    private static final long serialVersionUID = 1L;

    private final transient Semaphore starts;

    Plain(Semaphore starts) {
      super(StorageLevel.MEMORY_ONLY);
      this.starts = starts;
    }

    @Override
    public void onStart() {
      starts.release();
    }

    @Override
    public void onStop() {}
  }
}
