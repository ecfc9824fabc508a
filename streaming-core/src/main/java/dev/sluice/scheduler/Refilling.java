package dev.sluice.scheduler;

import dev.sluice.dstream.GraphInput;
import dev.sluice.engine.BlockId;
import dev.sluice.ledger.Ledger;
import dev.sluice.receiver.IdentifiedRecords;
import dev.sluice.receiver.ReceivedBlock;
import dev.sluice.receiver.SupervisorMessage;
import dev.sluice.time.Clock;
import dev.sluice.time.Time;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The blocks of an earlier process that batches need, that no log has and that sources send again:
 * no batch is made until they are back, or none has come for so long that they are given up.
 * Confined to the driver thread, but for {@link #await}, which comes before it.
 */
final class Refilling {
  private static final Logger LOG = LoggerFactory.getLogger(Refilling.class);

  private final DriverLoop loop;
  private final Clock clock;
  private final Ledger ledger;
  private final TrackedReceivers receivers;
  private final ProcessedBatches processed;
  private final Duration timeout;
  private final Map<BlockId, ReceivedBlock> missing = new LinkedHashMap<>();
  private final Set<BlockId> givenUp = new HashSet<>();
  private Runnable whenOver = () -> {};
  private Clock.@Nullable Timer timer;
  private boolean happens;
  private boolean stopped;
  private long lastCameMs;

  /**
   * Nothing is missing.
   *
   * @param timeout how long is waited for the next block
   */
  Refilling(
      DriverLoop loop,
      Clock clock,
      Ledger ledger,
      TrackedReceivers receivers,
      ProcessedBatches processed,
      Duration timeout) {
    this.loop = loop;
    this.clock = clock;
    this.ledger = ledger;
    this.receivers = receivers;
    this.processed = processed;
    this.timeout = timeout;
  }

  /** The streams whose sources send again what was not processed, and say what it is. */
  static Set<Integer> streams(Collection<GraphInput> inputs) {
    Set<Integer> streams = new TreeSet<>();
    for (GraphInput input : inputs) {
      if (input instanceof GraphInput.OfReceiver withReceiver
          && IdentifiedRecords.areOf(withReceiver.receiver())) {
        streams.add(input.streamId());
      }
    }
    return streams;
  }

  /** Blocks are missing, of these batches; called before the start. */
  void await(Map<Time, List<ReceivedBlock>> blocksOfBatches) {
    Set<Time> undone = Set.copyOf(ledger.undone());
    blocksOfBatches.forEach(
        (time, blocks) -> {
          happens = true;
          blocks.forEach(block -> missing.put(block.id(), block));
          if (!undone.contains(time)) {
            processed.readAgain(time);
          }
        });
  }

  /** Begins to wait; runs the action, if blocks are missing, once none is any more. */
  void begin(Runnable action) {
    if (!isUnderWay()) {
      return;
    }
    whenOver = action;
    lastCameMs = clock.millis();
    LOG.info(
        "Batches wait until sources have sent again what they need of {}",
        describe(missing.values()));
    waitUntil(lastCameMs + timeout.toMillis());
  }

  private void waitUntil(long atMs) {
    timer = clock.schedule(atMs, () -> loop.post(this::timeUp));
  }

  private void timeUp() {
    long lastMs = lastCameMs + timeout.toMillis();
    if (stopped || !isUnderWay()) {
      return;
    }
    if (clock.millis() < lastMs) {
      waitUntil(lastMs);
    } else {
      giveUp();
    }
  }

  private void giveUp() {
    LOG.warn(
        "Batches go on without what they need of {}, of which no block came again within {} ms;"
            + " what comes later counts again",
        describe(missing.values()),
        timeout.toMillis());
    ledger.lose(missing.values());
    givenUp.addAll(missing.keySet());
    processed.lose(missing.keySet());
    Set<Integer> streams =
        missing.values().stream().map(ReceivedBlock::streamId).collect(Collectors.toSet());
    missing.clear();
    streams.forEach(stream -> receivers.tell(stream, new SupervisorMessage.StopRefilling()));
    over();
  }

  private static String describe(Collection<ReceivedBlock> blocks) {
    Map<Integer, List<ReceivedBlock>> byStream =
        blocks.stream()
            .collect(
                Collectors.groupingBy(ReceivedBlock::streamId, TreeMap::new, Collectors.toList()));
    return byStream.entrySet().stream()
        .map(
            stream ->
                "stream %d (blocks: %d, records: %d)"
                    .formatted(
                        stream.getKey(),
                        stream.getValue().size(),
                        stream.getValue().stream()
                            .mapToLong(block -> block.records().orElse(0))
                            .sum()))
        .collect(Collectors.joining(", "));
  }

  /** Whether blocks are missing. */
  boolean isUnderWay() {
    return !missing.isEmpty();
  }

  /** Whether blocks are missing, or were. */
  boolean happens() {
    return happens;
  }

  /** Whether blocks of a stream are missing. */
  boolean awaits(int streamId) {
    return missing.values().stream().anyMatch(block -> block.streamId() == streamId);
  }

  boolean isMissing(BlockId block) {
    return missing.containsKey(block);
  }

  /** A block is back; false if it was given up, so that it is a new one. */
  boolean refilled(BlockId block) {
    if (missing.remove(block) != null) {
      lastCameMs = clock.millis();
      if (!isUnderWay() && !stopped) {
        LOG.info("Sources have sent again all that batches need");
        over();
      }
    }
    return !givenUp.remove(block);
  }

  private void over() {
    stop();
    whenOver.run();
  }

  /** Waits no more; what is missing stays so. */
  void stop() {
    stopped = true;
    if (timer != null) {
      timer.cancel();
    }
  }
}
