package dev.sluice.examples;

import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import org.apache.pekko.actor.AbstractActorWithTimers;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.Props;
import org.jspecify.annotations.Nullable;

/**
 * An actor that sends a small text, line by line and over and over, to the actor that subscribed
 * last; each line again until it is answered, or without waiting for answers. Thread-safe: its
 * state is the actor's.
 */
final class ActorFeed implements AutoCloseable {
  private final ActorSystem system;
  private final ActorRef feeder;

  private ActorFeed(ActorSystem system, ActorRef feeder) {
    this.system = system;
    this.feeder = feeder;
  }

  /** Says that the sender wants lines. */
  record Subscribe() {}

  /** A line that is to be answered with its number. */
  record Numbered(long number, String text) {}

  /** Feeds from now on, in this process. */
  static ActorFeed start(boolean waitsForAnswers) {
    System.err.println("Sending a built-in text from actor to actor; end with Ctrl-C.");
    String daemonic = "pekko { daemonic = on, jvm-shutdown-hooks = off, loglevel = WARNING }";
    ActorSystem system =
        ActorSystem.create(
            "feed",
            ConfigFactory.parseString(daemonic).withFallback(ConfigFactory.defaultReference()));
    return new ActorFeed(
        system,
        system.actorOf(Props.create(Feeder.class, () -> new Feeder(waitsForAnswers)), "feeder"));
  }

  /** Who feeds those that subscribe. */
  ActorRef feeder() {
    return feeder;
  }

  /** Sends lines. */
  private static final class Feeder extends AbstractActorWithTimers {
    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final Object NEXT = "next";

    private final boolean waitsForAnswers;
    private @Nullable ActorRef subscriber;
    private long number;

    Feeder(boolean waitsForAnswers) {
      this.waitsForAnswers = waitsForAnswers;
    }

    @Override
    public void preStart() {
      getTimers().startTimerWithFixedDelay(NEXT, NEXT, PAUSE);
    }

    @Override
    public Receive createReceive() {
      return receiveBuilder()
          .match(Subscribe.class, message -> subscriber = getSender())
          .matchEquals(NEXT, message -> send())
          .match(Long.class, this::answered)
          .build();
    }

    private void send() {
      if (subscriber == null) {
        return;
      }
      String line = SampleText.line(number);
      if (waitsForAnswers) {
        subscriber.tell(new Numbered(number, line), getSelf());
      } else {
        subscriber.tell(line, getSelf());
        number++;
      }
    }

    private void answered(Long answer) {
      if (answer == number) {
        number++;
      }
    }
  }

  /** Ends the lines. */
  @Override
  public void close() {
    system.terminate();
  }
}
