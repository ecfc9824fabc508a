package dev.sluice.mqtt;

import dev.sluice.receiver.Receiver;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a receiver tells of itself, without passwords. Thread-safe: the receiver is. */
final class Reports {
  private final Receiver<?> receiver;
  private final Secrets secrets;
  private final Counter counter;

  Reports(Receiver<?> receiver, Secrets secrets, Counter counter) {
    this.receiver = receiver;
    this.secrets = secrets;
    this.counter = counter;
  }

  /** Counts one thing that loses or changes data. */
  @FunctionalInterface
  interface Counter {
    void count(String what, long n);
  }

  void count(String what) {
    counter.count(what, 1);
  }

  void error(String message, @Nullable Throwable failure) {
    receiver.reportError(message, failure == null ? null : secrets.removedFrom(failure));
  }

  /** The attempt has failed. */
  void restart(String message, Throwable failure) {
    receiver.restart(message, secrets.removedFrom(failure));
  }

  /** The same, and how long to wait before the next. */
  void restart(String message, Throwable failure, Duration wait) {
    receiver.restart(message, secrets.removedFrom(failure), wait);
  }

  /** The receiver cannot go on. */
  void stop(String message, Throwable failure) {
    receiver.stop(message, secrets.removedFrom(failure));
  }
}
