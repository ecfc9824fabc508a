package dev.sluice.scheduler;

import dev.sluice.listener.ListenerBus;
import dev.sluice.listener.StreamingEvent;
import dev.sluice.receiver.TrackerMessage;
import dev.sluice.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Notes and tells listeners what becomes of receivers. Confined to the driver thread. */
final class ReceiverEvents {
  private static final Logger LOG = LoggerFactory.getLogger(ReceiverTracker.class);

  private final Clock clock;
  private final ListenerBus bus;

  ReceiverEvents(Clock clock, ListenerBus bus) {
    this.clock = clock;
    this.bus = bus;
  }

  void registered(TrackedReceiver receiver, TrackerMessage.Register register) {
    receiver.started(register.receiverType(), register.host());
    LOG.info("{} started on {}", receiver.input().name(), register.host());
    bus.post(new StreamingEvent.ReceiverStarted(receiver.info()));
  }

  void reported(TrackedReceiver receiver, String message, String error) {
    receiver.failed(message, error, clock.millis());
    LOG.warn("{} reported: {}: {}", receiver.input().name(), message, firstLine(error));
    bus.post(new StreamingEvent.ReceiverError(receiver.info()));
  }

  void deregistered(TrackedReceiver receiver, String message, String error) {
    receiver.stopped();
    if (error.isEmpty()) {
      LOG.info("{} stopped: {}", receiver.input().name(), message);
    } else {
      receiver.failed(message, error, clock.millis());
      LOG.warn("{} stopped: {}: {}", receiver.input().name(), message, firstLine(error));
    }
    bus.post(new StreamingEvent.ReceiverStopped(receiver.info()));
  }

  /** A block waits, for the first time in a while. */
  void slowed(TrackedReceiver receiver, long unprocessedBytes, long mostBytes) {
    LOG.warn(
        "{} is slowed: found {} bytes in blocks that are not processed or that windows keep,"
            + " expected at most {}",
        receiver.input().name(),
        unprocessedBytes,
        mostBytes);
    bus.post(new StreamingEvent.ReceiverSlowed(receiver.info(), unprocessedBytes, mostBytes));
  }

  private static String firstLine(String text) {
    return text.lines().findFirst().orElse("");
  }
}
