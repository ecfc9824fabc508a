package dev.sluice.flume;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Events for tests, which have their identity in a header. */
final class Events {
  static final String ID = "id";

  private Events() {}

  static FlumeEvent of(String text) {
    return FlumeEvent.of(Map.of(ID, "id of " + text), text.getBytes(StandardCharsets.UTF_8));
  }

  /** So many, whose texts are numbers from the first on. */
  static List<FlumeEvent> numbered(int first, int number) {
    return IntStream.range(first, first + number).mapToObj(i -> of("event-" + i)).toList();
  }

  static String id(FlumeEvent event) {
    return event.headers().get(ID);
  }
}
