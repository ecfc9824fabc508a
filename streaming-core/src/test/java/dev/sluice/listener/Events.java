package dev.sluice.listener;

import dev.sluice.time.Time;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Events for tests. */
final class Events {
  static final Duration PATIENCE = Duration.ofSeconds(20);

  private Events() {}

  static StreamingEvent started(long timeMs) {
    return new StreamingEvent.StreamingStarted(new Time(timeMs));
  }

  static ReceiverInfo receiver() {
    return new ReceiverInfo(
        0, "Example-0", true, "here", 0, Optional.empty(), Optional.empty(), OptionalLong.empty());
  }

  static OutputOperationInfo output() {
    return new OutputOperationInfo(
        new Time(1000),
        0,
        "print",
        "Example",
        OptionalLong.empty(),
        OptionalLong.empty(),
        Optional.empty(),
        Map.of(),
        List.of(),
        0);
  }

  static BatchInfo batch(long submissionMs, long startMs, long endMs) {
    return new BatchInfo(
        new Time(1000),
        Map.of(),
        submissionMs,
        OptionalLong.of(startMs),
        OptionalLong.of(endMs),
        Map.of());
  }

  /** One event of each kind. */
  static List<StreamingEvent> ofEachKind() {
    BatchInfo batch = batch(1, 2, 3);
    return List.of(
        new StreamingEvent.StreamingStarted(new Time(0)),
        new StreamingEvent.ReceiverStarted(receiver()),
        new StreamingEvent.ReceiverError(receiver()),
        new StreamingEvent.ReceiverStopped(receiver()),
        new StreamingEvent.BatchSubmitted(batch),
        new StreamingEvent.BatchStarted(batch),
        new StreamingEvent.BatchCompleted(batch),
        new StreamingEvent.OutputOperationStarted(output()),
        new StreamingEvent.OutputOperationCompleted(output()),
        new StreamingEvent.StreamingStopped(new Time(9)));
  }
}
