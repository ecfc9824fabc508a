package dev.sluice.mqtt;

import java.nio.charset.StandardCharsets;

/** What topics, filters of topics and QoS look like. */
final class TopicFilter {
  private static final int MOST_BYTES = 65_535;
  private static final String SHARED = "$share/";

  private TopicFilter() {}

  /**
   * Returns a filter that can be subscribed to.
   *
   * @throws IllegalArgumentException if it cannot
   */
  static String check(String filter) {
    String own = filter;
    if (filter.startsWith(SHARED)) {
      int end = filter.indexOf('/', SHARED.length());
      if (end <= SHARED.length()) {
        throw refused(filter, "$share/GROUP/FILTER");
      }
      checkGroup(filter.substring(SHARED.length(), end));
      own = filter.substring(end + 1);
    }
    if (!isText(own)) {
      throw refused(filter, "1 to 65535 bytes");
    }
    String[] levels = own.split("/", -1);
    for (int level = 0; level < levels.length; level++) {
      boolean isLast = level == levels.length - 1;
      if (hasWildcard(levels[level]) && !levels[level].equals("+")) {
        if (!levels[level].equals("#") || !isLast) {
          throw refused(filter, "+ alone in a level, # alone in the last one");
        }
      }
    }
    return filter;
  }

  /** Returns the name of a group of subscribers. */
  static String checkGroup(String group) {
    if (group.isEmpty() || group.contains("/") || hasWildcard(group)) {
      throw new IllegalArgumentException(
          "Cannot share a subscription: found the group \"%s\", expected a name without /, + and #"
              .formatted(group));
    }
    return group;
  }

  /** The filter for a member of a group, which may name the group already. */
  static String shared(String group, String filter) {
    return filter.startsWith(SHARED) ? filter : SHARED + group + "/" + filter;
  }

  /** Returns a topic to which something can be published. */
  static String checkTopic(String topic) {
    if (!isText(topic) || hasWildcard(topic)) {
      throw new IllegalArgumentException(
          "Cannot use the MQTT topic: found \"%s\", expected a topic without + and #"
              .formatted(topic));
    }
    return topic;
  }

  static int checkQos(int qos) {
    if (qos < 0 || qos > 2) {
      throw new IllegalArgumentException(
          "Cannot use the MQTT QoS: found %d, expected 0, 1 or 2".formatted(qos));
    }
    return qos;
  }

  private static boolean isText(String text) {
    return !text.isEmpty()
        && text.indexOf('\0') < 0
        && text.getBytes(StandardCharsets.UTF_8).length <= MOST_BYTES;
  }

  private static boolean hasWildcard(String text) {
    return text.contains("+") || text.contains("#");
  }

  private static IllegalArgumentException refused(String filter, String expected) {
    return new IllegalArgumentException(
        "Cannot subscribe to an MQTT topic: found \"%s\", expected %s".formatted(filter, expected));
  }
}
