package dev.sluice.mqtt;

import dev.sluice.function.Function;
import dev.sluice.function.Tuple2;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which message is which: its topic and what the program's function makes of it. They are tuples
 * because the engine can always write these. Confined to the thread that stores.
 */
final class Positions {
  /** Where nothing tells messages apart. */
  private static final Tuple2<String, String> ANY = new Tuple2<>("", "");

  private final @Nullable Function<MqttMessage, String> identity;
  private final Reports reports;
  private final FirstOfTopic first = new FirstOfTopic();
  private final String unique = UUID.randomUUID().toString();
  private long unidentified;

  Positions(@Nullable Function<MqttMessage, String> identity, Reports reports) {
    this.identity = identity;
    this.reports = reports;
  }

  Tuple2<String, String> of(MqttMessage message) throws InterruptedException {
    if (identity == null) {
      return ANY;
    }
    if (message.qos() == 0) {
      return next();
    }
    String id = identify(identity, message);
    return id == null ? next() : new Tuple2<>(message.topic(), id);
  }

  /** One that no other message has; it is in no topic. */
  private Tuple2<String, String> next() {
    return new Tuple2<>("", unique + "-" + unidentified++);
  }

  private @Nullable String identify(Function<MqttMessage, String> function, MqttMessage message)
      throws InterruptedException {
    String found = "none";
    try {
      String id = function.call(message);
      if (id != null) {
        return id;
      }
    } catch (InterruptedException interrupt) {
      throw interrupt;
    } catch (Exception failure) {
      found = failure.getClass().getName();
    }
    reports.count("messages that are not identified");
    if (first.is(message)) {
      reports.error(
          "Cannot identify a message of %s, which may count twice: found %s; more of this topic are only counted"
              .formatted(message.topic(), found),
          null);
    }
    return null;
  }
}
