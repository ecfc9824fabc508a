package dev.sluice.scheduler;

import dev.sluice.dstream.GraphInput;
import dev.sluice.engine.LongTask;
import dev.sluice.listener.ReceiverInfo;
import dev.sluice.receiver.ReliableReceiver;
import dev.sluice.receiver.RestartDelay;
import dev.sluice.time.Time;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** What the driver knows of one receiver. Confined to the driver thread. */
final class TrackedReceiver {
  private final GraphInput.OfReceiver input;
  private final RestartDelay relaunchDelay;
  private Map<String, Long> counts = new HashMap<>();
  private @Nullable LongTask task;
  private @Nullable Time known;
  private int epoch = -1;
  private int starts;
  private boolean active;
  private boolean reachable;
  private String type;
  private String location = "";
  private Optional<String> lastErrorMessage = Optional.empty();
  private Optional<String> lastError = Optional.empty();
  private OptionalLong lastErrorTime = OptionalLong.empty();

  TrackedReceiver(GraphInput.OfReceiver input, RestartDelay relaunchDelay) {
    this.input = input;
    this.relaunchDelay = relaunchDelay;
    this.type = input.receiver().getClass().getSimpleName();
  }

  GraphInput.OfReceiver input() {
    return input;
  }

  int streamId() {
    return input.streamId();
  }

  /** How long its next launch waits; short again once it has stored something. */
  RestartDelay relaunchDelay() {
    return relaunchDelay;
  }

  int epoch() {
    return epoch;
  }

  int nextEpoch() {
    return ++epoch;
  }

  void launched(LongTask newTask) {
    task = newTask;
    location = newTask.host();
  }

  void ended() {
    task = null;
    active = false;
    reachable = false;
  }

  Optional<LongTask> task() {
    return Optional.ofNullable(task);
  }

  boolean isActive() {
    return active;
  }

  /** Whether the supervisor has a mailbox: from its first registration until its task ends. */
  boolean isReachable() {
    return reachable;
  }

  void started(String receiverType, String host) {
    type = receiverType;
    active = true;
    reachable = true;
    starts++;
    location = host;
  }

  /** Whether it has run. */
  boolean hasStarted() {
    return starts > 0;
  }

  void stopped() {
    active = false;
  }

  void failed(String message, String error, long now) {
    lastErrorMessage = Optional.of(message);
    lastError = Optional.of(error);
    lastErrorTime = OptionalLong.of(now);
  }

  void count(Map<String, Long> more) {
    more.forEach((what, n) -> counts.merge(what, n, Long::sum));
  }

  boolean hasCounts() {
    return !counts.isEmpty();
  }

  /** What the receiver counted since the last call. */
  Map<String, Long> takeCounts() {
    Map<String, Long> taken = counts;
    counts = new HashMap<>();
    return taken;
  }

  /** Whether it acknowledges to its source. */
  boolean isReliable() {
    return input.receiver() instanceof ReliableReceiver<?, ?>;
  }

  /** It was told what is recorded of batches up to that one, and of blocks waiting for the next. */
  void knowsUpTo(Time newKnown) {
    known = newKnown;
  }

  /** Whether nothing of what it was told is recorded any more; true once. */
  boolean forgets(Time upTo) {
    boolean forgets = known != null && upTo.isAfter(known);
    known = forgets ? null : known;
    return forgets;
  }

  ReceiverInfo info() {
    return new ReceiverInfo(
        streamId(),
        type + "-" + streamId(),
        active,
        location,
        Math.max(0, starts - 1),
        lastErrorMessage,
        lastError,
        lastErrorTime);
  }
}
