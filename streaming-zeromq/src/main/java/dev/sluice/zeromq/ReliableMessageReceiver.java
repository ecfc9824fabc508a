package dev.sluice.zeromq;

import dev.sluice.function.Function;
import dev.sluice.function.Tuple3;
import dev.sluice.rdd.StorageLevel;
import dev.sluice.receiver.ReliableReceiver;
import dev.sluice.zeromq.StoringThread.Received;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.zeromq.SocketType;

/**
 * Receives from senders that keep messages until they are acknowledged. The position of a record is
 * its sender's id, the number of its message, and how many records of the same message follow.
 * Thread-safe: what threads share is volatile; the rest is confined to the thread that starts and
 * stops this.
 */
final class ReliableMessageReceiver<T> extends ReliableReceiver<T, Tuple3<String, Long, Integer>> {
  private static final long serialVersionUID = 1L;

  private final Endpoint endpoint;
  private final ZeroMQOptions options;
  private final Function<byte[][], ? extends Iterable<T>> converter;
  private transient volatile @Nullable Attempt attempt;
  private transient @Nullable Acknowledged acknowledged;

  /** A receiver that is not started. */
  ReliableMessageReceiver(
      Endpoint endpoint,
      ZeroMQOptions options,
      Function<byte[][], ? extends Iterable<T>> converter,
      StorageLevel level) {
    super(level);
    this.endpoint = endpoint;
    this.options = options;
    this.converter = converter;
  }

  @Override
  public void onStart() {
    Acknowledged known = acknowledged;
    if (known == null) {
      known = new Acknowledged();
      acknowledged = known;
    }
    Attempt next = new Attempt(known);
    attempt = next;
    next.storing.start();
    next.loop.start();
  }

  @Override
  public void onStop() throws InterruptedException {
    Attempt ending = attempt;
    if (ending != null) {
      ending.storing.stop();
      ending.loop.stop();
      ending.storing.join();
      ending.loop.join();
    }
  }

  @Override
  protected void acknowledge(List<Tuple3<String, Long, Integer>> positions) {
    Attempt current = attempt;
    if (current != null) {
      Map<String, Long> last = new HashMap<>();
      for (Tuple3<String, Long, Integer> position : positions) {
        if (position._3() == 0) {
          last.merge(position._1(), position._2(), Math::max);
        }
      }
      current.duty.acknowledge(last);
    }
  }

  @Override
  protected boolean identifiesByPosition() {
    return true;
  }

  @Override
  protected Object partOf(Tuple3<String, Long, Integer> position) {
    return position._1();
  }

  @Override
  public String toString() {
    return "ReliableMessageReceiver of " + endpoint;
  }

  void countLost(String what, long n) {
    count(what, n);
  }

  void failed(Throwable failure) {
    restart("Cannot receive from " + endpoint, failure);
  }

  /** What runs from a start to a stop. Immutable. */
  private final class Attempt implements StoringThread.Sink<T> {
    private final RouterDuty duty;
    private final StoringThread<T> storing;
    private final SocketLoop loop;

    Attempt(Acknowledged known) {
      String name = "zeromq-" + streamId();
      duty = new RouterDuty(ReliableMessageReceiver.this, options, known);
      storing = new StoringThread<>(name + "-store", converter, this);
      loop = new SocketLoop(name, SocketType.ROUTER, endpoint, options, duty);
      duty.workWith(storing, loop);
    }

    @Override
    public void store(T record, Received message, int following) {
      ReliableMessageReceiver.this.store(
          record, new Tuple3<>(message.from().id(), message.number(), following));
    }

    @Override
    public void skipped(Received message) {
      duty.skipped(message.from());
    }

    @Override
    public void undecodable(Received message, Exception failure, boolean isFirst) {
      countLost("messages on which the converter failed", 1);
      if (isFirst) {
        reportError(
            "Left out a message on which the converter failed: number %d of \"%s\", found %s; more"
                    .formatted(message.number(), message.from().id(), failure.getClass().getName())
                + " are only counted",
            null);
      }
    }

    @Override
    public void hasRoom() {
      duty.wake();
    }

    @Override
    public void fail(Throwable failure) {
      failed(failure);
    }
  }
}
