package dev.sluice.pekko;

import dev.sluice.receiver.ReliableReceiver;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.Props;
import org.jspecify.annotations.Nullable;

/**
 * Stores what an actor stores. Its positions are answers: telling one acknowledges. Thread-safe:
 * the actor's thread stores, the core's acknowledges.
 */
final class ActorReceiver<T> extends ReliableReceiver<T, Answer> {
  private static final long serialVersionUID = 1L;

  private final Props props;
  private final String name;
  private final PekkoOptions options;
  private transient @Nullable RunningActor running;

  /** A receiver that is not started. */
  ActorReceiver(Props props, String name, PekkoOptions options) {
    super(options.level());
    this.props = props;
    this.name = name;
    this.options = options;
  }

  @Override
  public void onStart() {
    ClassLoader loader = ActorReceiver.class.getClassLoader();
    ActorSystem system =
        ActorSystem.create("sluice-" + streamId(), options.settings(loader), loader);
    RunningActor starting = new RunningActor(system, name, new Storing());
    running = starting;
    starting.start(props, options);
  }

  @Override
  public void onStop() throws InterruptedException {
    RunningActor ending = running;
    running = null;
    if (ending != null) {
      ending.stop();
    }
  }

  @Override
  protected void acknowledge(List<Answer> answers) {
    answers.forEach(Answer::send);
  }

  @Override
  public Optional<String> reliableFor() {
    return Optional.of("messages that the actor answers and whose senders wait for that");
  }

  @Override
  public String toString() {
    return "ActorReceiver of \"" + name + "\"";
  }

  private void countLost(String what, long n) {
    count(what, n);
  }

  /** One attempt. Thread-safe: a number is atomic. */
  private final class Storing implements Sink {
    private final AtomicLong failures = new AtomicLong();

    @Override
    @SuppressWarnings("unchecked") // the actor says that it is of the stream's type
    public void store(Object record, Answer answer) {
      ActorReceiver.this.store((T) record, answer);
    }

    /** Reported the first time, and when it is twice as often. */
    @Override
    public void failedOnMessage(Throwable failure) {
      countLost("messages on which the actor failed", 1);
      long n = failures.incrementAndGet();
      if (Long.bitCount(n) == 1) {
        reportError(
            "The actor \"%s\" failed on a message, found %s at %s; %d so far"
                .formatted(name, failure.getClass().getName(), place(failure), n),
            null);
      }
    }

    @Override
    public void ended(String message, @Nullable Throwable failure) {
      restart(message, failure == null ? new IllegalStateException(message) : failure);
    }

    @Override
    public void missed(long messages) {
      countLost("messages that the actor's mailbox did not take, or that it left", messages);
    }
  }

  private static String place(Throwable failure) {
    StackTraceElement[] trace = failure.getStackTrace();
    return trace.length == 0 ? "an unknown place" : trace[0].toString();
  }
}
