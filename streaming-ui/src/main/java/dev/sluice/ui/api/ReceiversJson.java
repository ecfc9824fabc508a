package dev.sluice.ui.api;

import dev.sluice.listener.ReceiverInfo;
import dev.sluice.monitor.DriverSnapshot;
import dev.sluice.monitor.ReceiverStatus;
import dev.sluice.ui.history.Batch;
import dev.sluice.ui.history.Texts;
import dev.sluice.ui.history.Watched;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** The receivers. Immutable. */
public record ReceiversJson(long nowMs, List<ReceiverJson> receivers) {
  private static final Duration LOOKED_AT = Duration.ofMinutes(1);

  record ReceiverJson(
      int streamId,
      String streamName,
      String name,
      String state,
      String location,
      long records,
      @Nullable Double recordsPerSecond,
      int waitingBlocks,
      long waitingBytes,
      boolean slowed,
      @Nullable Long rateLimitPerSecond,
      int restarts,
      @Nullable Long lastErrorAtMs,
      @Nullable String lastErrorMessage,
      @Nullable String lastError,
      String acknowledges,
      @Nullable Long oldestUnacknowledgedAtMs) {}

  /** The receivers now. */
  public static ReceiversJson of(Watched program) {
    long now = program.monitor().nowMs();
    return new ReceiversJson(
        now,
        program.snapshot().map(DriverSnapshot::receivers).orElse(List.of()).stream()
            .map(receiver -> receiver(program, receiver, now))
            .toList());
  }

  private static ReceiverJson receiver(Watched program, ReceiverStatus status, long now) {
    ReceiverInfo info = status.info();
    Map<Integer, Long> received = program.history().totals().receivedByStream();
    return new ReceiverJson(
        info.streamId(),
        program.streamNames().getOrDefault(info.streamId(), "stream " + info.streamId()),
        Texts.name(info.name()),
        status.state().name(),
        Texts.name(info.location()),
        received.getOrDefault(info.streamId(), 0L),
        rate(program, info.streamId(), now),
        status.waitingBlocks(),
        status.waitingBytes(),
        status.slowed(),
        Values.orNull(status.rateLimit()),
        info.restarts(),
        Values.orNull(info.lastErrorTime()),
        info.lastErrorMessage().map(Texts::message).orElse(null),
        info.lastError().filter(error -> !error.isBlank()).map(Texts::stack).orElse(null),
        status.acknowledges().map(Enum::name).orElse("NEVER"),
        Values.time(status.oldestUnacknowledged()));
  }

  /** The mean of the batches of the last minute that have begun. */
  private static @Nullable Double rate(Watched program, int stream, long now) {
    OptionalDouble records =
        program.history().batches().stream()
            .map(Batch::info)
            .filter(batch -> batch.processingStart().isPresent())
            .filter(batch -> batch.batchTime().milliseconds() > now - LOOKED_AT.toMillis())
            .flatMap(batch -> Optional.ofNullable(batch.inputs().get(stream)).stream())
            .mapToLong(input -> input.numRecords())
            .average();
    return records.isPresent()
        ? (Double)
            Values.rounded(
                records.getAsDouble() * 1000 / program.monitor().batchInterval().toMillis())
        : null;
  }
}
