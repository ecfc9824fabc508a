package dev.sluice.receiver;

import dev.sluice.engine.BlockId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * One run of a reliable receiver, from its start to its stop or the first failure: stores what it
 * receives with the positions and acknowledges them. Once it is over nothing is stored or
 * acknowledged; what is still buffered passes through and is dropped. Thread-safe: a monitor is
 * held by each acknowledgement and by the failure that ends this.
 */
final class ReceiverAttempt<T, P> {
  private final ReliableReceiver<T, P> receiver;
  private final RecordIntake intake;
  private final BlockGenerator<Positioned<T, P>> generator;
  private volatile boolean over;

  ReceiverAttempt(ReliableReceiver<T, P> receiver, RecordIntake intake) {
    this.receiver = receiver;
    this.intake = intake;
    this.generator = intake.generators().create(BlockPace.EAGER, new Acknowledging());
  }

  /** A record and where it came from. */
  private record Positioned<T, P>(T value, P position) {}

  void start() {
    generator.start();
  }

  void add(T value, P position) {
    generator.addData(new Positioned<>(value, position));
  }

  /** Ends this; when the call returns nothing is acknowledged any more. */
  void end(AttemptEnd how) {
    if (how == AttemptEnd.DRAIN) {
      generator.stop();
    }
    over = true;
    if (how == AttemptEnd.ABORT) {
      generator.abort();
    } else {
      Thread unused = generator.beginStop();
      awaitAcknowledgement();
    }
  }

  private synchronized void awaitAcknowledgement() {}

  private void push(BlockId block, List<Positioned<T, P>> taken) {
    if (over) {
      return;
    }
    List<T> records = new ArrayList<>(taken.size());
    List<P> positions = new ArrayList<>(taken.size());
    for (Positioned<T, P> each : taken) {
      records.add(each.value());
      positions.add(each.position());
    }
    try {
      intake.storeNumbered(block, records);
    } catch (RuntimeException | Error failure) {
      fail("Cannot store what the receiver of stream %d received", failure);
      return;
    }
    acknowledge(Collections.unmodifiableList(positions));
  }

  private synchronized void acknowledge(List<P> positions) {
    if (over) {
      return;
    }
    try {
      receiver.acknowledge(positions);
    } catch (Throwable failure) {
      if (failure instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      fail("Cannot acknowledge what the receiver of stream %d stored", failure);
    }
  }

  private synchronized void fail(String format, Throwable failure) {
    if (!over) {
      over = true;
      String message = format.formatted(receiver.streamId());
      receiver.reportError(message, failure);
      receiver.restart(message, failure);
      Thread unused = generator.beginStop();
    }
  }

  /** What the generator does with its blocks. */
  private final class Acknowledging implements BlockGeneratorListener<Positioned<T, P>> {
    @Override
    public void onPushBlock(BlockId block, List<Positioned<T, P>> taken) {
      push(block, taken);
    }

    @Override
    public void onError(String message, Throwable error) {
      fail(message + " of stream %d", error);
    }
  }
}
