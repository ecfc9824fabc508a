package dev.sluice.scheduler;

import dev.sluice.engine.Control;
import dev.sluice.receiver.MessageCodec;
import dev.sluice.receiver.SupervisorMessage;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The receivers of a program by stream, and how they are told things. Confined to the driver
 * thread.
 */
final class TrackedReceivers {
  private final Control control;
  private final Map<Integer, TrackedReceiver> receivers = new TreeMap<>();

  TrackedReceivers(Control control) {
    this.control = control;
  }

  void add(TrackedReceiver receiver) {
    receivers.put(receiver.streamId(), receiver);
  }

  /** That of a stream; null if it has none. */
  @Nullable TrackedReceiver of(int streamId) {
    return receivers.get(streamId);
  }

  Collection<TrackedReceiver> all() {
    return receivers.values();
  }

  boolean isEmpty() {
    return receivers.isEmpty();
  }

  /** Those that have not ended. */
  List<TrackedReceiver> running() {
    return receivers.values().stream().filter(receiver -> receiver.task().isPresent()).toList();
  }

  /** The streams of those that have not ended. */
  List<Integer> runningStreams() {
    return running().stream().map(TrackedReceiver::streamId).toList();
  }

  /** Tells a stream's receiver something, if it can hear. */
  void tell(int streamId, SupervisorMessage message) {
    TrackedReceiver receiver = receivers.get(streamId);
    if (receiver != null && receiver.isReachable()) {
      tell(receiver, message);
    }
  }

  void tell(TrackedReceiver receiver, SupervisorMessage message) {
    control.send(
        SupervisorMessage.mailbox(receiver.streamId(), receiver.epoch()),
        MessageCodec.encode(message));
  }
}
