package dev.sluice.scheduler;

import dev.sluice.time.Clock;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The end of a batch, for which receivers add what they buffer. Confined to the driver thread. */
final class Sealing {
  private static final Logger LOG = LoggerFactory.getLogger(Sealing.class);

  private final DriverLoop loop;
  private final Clock clock;
  private final Set<Integer> unsealed = new HashSet<>();
  private Runnable whenSealed = () -> {};
  private long sealing = -1;

  Sealing(DriverLoop loop, Clock clock) {
    this.loop = loop;
    this.clock = clock;
  }

  /** Waits for the answers of streams, then runs the action; not longer than the patience. */
  void begin(long batchTimeMs, Collection<Integer> streams, long patienceMs, Runnable action) {
    sealing = batchTimeMs;
    unsealed.clear();
    unsealed.addAll(streams);
    Clock.Timer timeout =
        clock.schedule(clock.millis() + patienceMs, () -> loop.post(() -> giveUp(batchTimeMs)));
    whenSealed =
        () -> {
          timeout.cancel();
          action.run();
        };
  }

  private void giveUp(long batchTimeMs) {
    if (sealing == batchTimeMs && !unsealed.isEmpty()) {
      LOG.debug("Batch {} ms does not wait for the open blocks of {}", batchTimeMs, unsealed);
      unsealed.clear();
      whenSealed.run();
    }
  }

  /** A stream has answered for a batch. */
  void sealed(int streamId, long batchTimeMs) {
    if (batchTimeMs == sealing) {
      ended(streamId);
    }
  }

  /** A stream has nothing to add any more. */
  void ended(int streamId) {
    if (unsealed.remove(streamId) && unsealed.isEmpty()) {
      whenSealed.run();
    }
  }
}
