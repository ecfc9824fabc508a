package dev.sluice.scheduler;

import dev.sluice.dstream.InputSource;
import dev.sluice.listener.BatchInfo;
import dev.sluice.receiver.Backpressure;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Limits sources without receiver to the rates at which batches process what they chose. What they
 * have not chosen stays outside, so that no bound of bytes tells when to limit them. In the
 * automatic mode they begin limited, as a backlog may wait for them, and are limited again when a
 * batch is late; the limits are lifted after some batches that took less than half of their
 * interval. Confined to the driver thread.
 */
final class SourceRates {
  private final Backpressure mode;
  private final PidSettings pid;
  private final Duration batchInterval;
  private final Map<InputSource<?>, SourceRate> rates = new LinkedHashMap<>();
  private final CalmBatches calm;
  private boolean limiting = true;

  /** Rates of no sources. */
  SourceRates(FlowSettings settings, Duration batchInterval) {
    this.mode = settings.backpressure();
    this.pid = settings.pid();
    this.batchInterval = batchInterval;
    this.calm = new CalmBatches(batchInterval);
  }

  void add(int streamId, InputSource<?> source) {
    rates.put(source, new SourceRate(streamId, pid, batchInterval));
  }

  void batchEnded(BatchInfo batch) {
    if (mode == Backpressure.FALSE) {
      return;
    }
    rates.values().forEach(rate -> rate.batchEnded(batch));
    boolean lifts = mode == Backpressure.AUTO && becomesCalm(batch);
    rates.forEach((source, rate) -> limit(source, rate.rate(), lifts));
  }

  /** Whether that ends the limits. */
  private boolean becomesCalm(BatchInfo batch) {
    boolean isLate = batch.totalDelay().orElse(Duration.ZERO).compareTo(batchInterval) > 0;
    boolean lifts = calm.areEnough(batch, true) && limiting;
    limiting = isLate || (limiting && !lifts);
    return lifts;
  }

  private void limit(InputSource<?> source, OptionalLong rate, boolean lifts) {
    if (lifts) {
      source.limit(Long.MAX_VALUE);
    } else if (limiting && rate.isPresent()) {
      source.limit(rate.getAsLong());
    }
  }
}
