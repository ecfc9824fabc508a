package dev.sluice.mqtt;

import java.util.HashSet;
import java.util.Set;

/** Tells the first of each topic, of so many topics at most. Confined to one thread. */
final class FirstOfTopic {
  private static final int MOST = 100;

  private final Set<String> topics = new HashSet<>();

  boolean is(MqttMessage message) {
    return topics.size() < MOST && topics.add(message.topic());
  }
}
