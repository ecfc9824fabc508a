package dev.sluice.scheduler;

import dev.sluice.listener.BatchInfo;
import dev.sluice.receiver.Backpressure;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Limits receivers to the rates at which batches process what they received. In the automatic mode
 * rates are estimated all the time, but receivers are only told once half of the bound was
 * unprocessed; and the limits are lifted when hardly anything was for some batches that took less
 * than half of their interval: such batches are not small because of the limit. Confined to the
 * driver thread.
 */
final class RateLimits {
  private static final Logger LOG = LoggerFactory.getLogger(RateLimits.class);

  private static final int CALM_SHARE = 16;

  private final Backpressure mode;
  private final PidSettings pid;
  private final Duration batchInterval;
  private final long most;
  private final Receivers receivers;
  private final Map<Integer, RateController> controllers = new TreeMap<>();
  private boolean limiting;
  private boolean lifted;
  private final CalmBatches calm;

  /**
   * Limits of no receivers.
   *
   * @param most the bound of what is unprocessed
   * @param begunLimited whether receivers begin with a limit
   */
  RateLimits(
      FlowSettings settings,
      Duration batchInterval,
      long most,
      boolean begunLimited,
      Receivers receivers) {
    this.mode = settings.backpressure();
    this.pid = settings.pid();
    this.batchInterval = batchInterval;
    this.most = most;
    this.calm = new CalmBatches(batchInterval);
    this.receivers = receivers;
    this.limiting = mode == Backpressure.TRUE || (mode == Backpressure.AUTO && begunLimited);
  }

  /** Who is told of rates. */
  interface Receivers {
    /** Tells the receiver of a stream how many records a second it may receive. */
    void limit(int streamId, long recordsPerSecond);
  }

  void add(int streamId) {
    controllers.put(
        streamId, new RateController(streamId, new PidRateEstimator(batchInterval, pid)));
  }

  /**
   * A batch has ended.
   *
   * @param unprocessed the most bytes that were unprocessed meanwhile
   */
  void batchEnded(BatchInfo batch, long unprocessed) {
    controllers.values().forEach(controller -> controller.batchEnded(batch));
    boolean wereLimited = limiting;
    if (mode == Backpressure.AUTO) {
      judge(batch, unprocessed);
    }
    if (limiting || wereLimited) {
      controllers.keySet().forEach(this::begins);
    }
  }

  private void judge(BatchInfo batch, long unprocessed) {
    if (unprocessed > most / 2) {
      if (!limiting) {
        LOG.info(
            "Receivers are limited to the rate of the batches: found {} of {} bytes unprocessed",
            unprocessed,
            most);
      }
      limiting = true;
      lifted = false;
      calm.restart();
    } else if (limiting && calm.areEnough(batch, unprocessed <= most / CALM_SHARE)) {
      lift();
    }
  }

  private void lift() {
    LOG.info("Receivers are not limited to the rate of the batches any more");
    limiting = false;
    lifted = true;
    calm.restart();
  }

  /** How many records a second a stream's receiver may receive; empty if it is not limited here. */
  OptionalLong limit(int streamId) {
    RateController controller = controllers.get(streamId);
    return controller == null || !limiting ? OptionalLong.empty() : controller.rate();
  }

  /** The receiver of a stream begins an attempt, with the rate of now. */
  void begins(int streamId) {
    RateController controller = controllers.get(streamId);
    OptionalLong rate = controller == null ? OptionalLong.empty() : controller.rate();
    if (limiting && rate.isPresent()) {
      receivers.limit(streamId, rate.getAsLong());
    } else if (lifted) {
      receivers.limit(streamId, Long.MAX_VALUE);
    }
  }
}
