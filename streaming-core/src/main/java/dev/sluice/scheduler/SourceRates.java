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
  private static final int CALM_BATCHES = 5;

  private final Backpressure mode;
  private final PidSettings pid;
  private final Duration batchInterval;
  private final Map<InputSource<?>, RateController> controllers = new LinkedHashMap<>();
  private boolean limiting = true;
  private int calm;

  /** Rates of no sources. */
  SourceRates(FlowSettings settings, Duration batchInterval) {
    this.mode = settings.backpressure();
    this.pid = settings.pid();
    this.batchInterval = batchInterval;
  }

  void add(int streamId, InputSource<?> source) {
    controllers.put(source, new RateController(streamId, new PidRateEstimator(batchInterval, pid)));
  }

  void batchEnded(BatchInfo batch) {
    if (mode == Backpressure.FALSE) {
      return;
    }
    controllers.values().forEach(controller -> controller.batchEnded(batch));
    boolean lifts = mode == Backpressure.AUTO && becomesCalm(batch);
    controllers.forEach((source, controller) -> limit(source, controller.rate(), lifts));
  }

  /** Whether that ends the limits. */
  private boolean becomesCalm(BatchInfo batch) {
    Duration delay = batch.totalDelay().orElse(Duration.ZERO);
    boolean isLate = delay.compareTo(batchInterval) > 0;
    boolean isCalm = delay.multipliedBy(2).compareTo(batchInterval) <= 0;
    calm = isCalm ? calm + 1 : 0;
    boolean lifts = limiting && calm >= CALM_BATCHES;
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
