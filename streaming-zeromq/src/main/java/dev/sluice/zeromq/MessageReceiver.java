package dev.sluice.zeromq;

import dev.sluice.function.Function;
import dev.sluice.rdd.StorageLevel;
import dev.sluice.receiver.Receiver;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.zeromq.SocketType;

/**
 * Receives what a subscriber or a puller gets. While {@code store} waits it reads nothing, so that
 * pushers wait too, and publishers drop. Thread-safe: the loop's thread does all but start and
 * stop.
 */
final class MessageReceiver<T> extends Receiver<T> {
  private static final long serialVersionUID = 1L;
  private static final int MOST_A_TURN = 1_000;

  private final SocketType type;
  private final Endpoint endpoint;
  private final ZeroMQOptions options;
  private final Function<byte[][], ? extends Iterable<T>> converter;
  private transient @Nullable SocketLoop loop;

  /** A receiver that is not started. */
  MessageReceiver(
      SocketType type,
      Endpoint endpoint,
      ZeroMQOptions options,
      Function<byte[][], ? extends Iterable<T>> converter,
      StorageLevel level) {
    super(level);
    this.type = type;
    this.endpoint = endpoint;
    this.options = options;
    this.converter = converter;
  }

  @Override
  public void onStart() {
    Storing duty = new Storing();
    SocketLoop started = new SocketLoop("zeromq-" + streamId(), type, endpoint, options, duty);
    duty.loop = started;
    loop = started;
    started.start();
  }

  @Override
  public void onStop() throws InterruptedException {
    SocketLoop ending = loop;
    if (ending != null) {
      ending.stop();
      ending.join();
    }
  }

  @Override
  public String toString() {
    return "MessageReceiver of %s %s".formatted(type, endpoint);
  }

  private void countLost(String what, long n) {
    count(what, n);
  }

  /** One attempt. Confined to the loop's thread. */
  private final class Storing implements Duty {
    private final @Nullable NumberGaps gaps =
        options.sequence().map(numberOf -> new NumberGaps(numberOf, this)).orElse(null);
    private @Nullable SocketLoop loop;
    private boolean reported;

    @Override
    public boolean turn(OpenSocket socket) {
      int came = 0;
      byte[][] frames = socket.receive();
      while (frames != null) {
        came++;
        boolean goesOn = take(frames) && came < MOST_A_TURN;
        frames = goesOn ? socket.receiveNow() : null;
      }
      return came > 0;
    }

    /** Stores a message; false if the receiver was stopped meanwhile. */
    private boolean take(byte[][] frames) {
      SocketLoop running = loop;
      if (running == null || !running.enter()) {
        return false;
      }
      try {
        for (T record : decode(frames)) {
          if (record != null) {
            store(record);
          }
        }
      } finally {
        running.leave();
      }
      return true;
    }

    private Collection<T> decode(byte[][] frames) {
      try {
        if (gaps != null) {
          gaps.check(frames);
        }
        return collected(converter.call(frames));
      } catch (Exception failure) {
        if (failure instanceof InterruptedException) {
          Thread.currentThread().interrupt();
        }
        countLost("messages on which the converter failed", 1);
        reportFirst(failure);
        return List.of();
      }
    }

    private void reportFirst(Exception failure) {
      if (!reported) {
        reported = true;
        report(
            "Left out a message from %s on which the converter failed, found %s; more are counted"
                .formatted(endpoint, failure.getClass().getName()),
            null);
      }
    }

    @Override
    public void report(String message, @Nullable Throwable failure) {
      reportError(message, failure);
    }

    @Override
    public void count(String what, long n) {
      countLost(what, n);
    }

    @Override
    public void fail(Throwable failure) {
      restart("Cannot receive from " + endpoint, failure);
    }
  }

  /** All records, as a converter may fail on a later one. */
  static <T> Collection<T> collected(@Nullable Iterable<T> records) {
    if (records == null) {
      return List.of();
    }
    if (records instanceof Collection<T> collection) {
      return collection;
    }
    List<T> collected = new ArrayList<>();
    records.forEach(collected::add);
    return collected;
  }
}
