package dev.sluice.ui.history;

import dev.sluice.dstream.GraphNode;
import dev.sluice.dstream.GraphNode.Role;
import dev.sluice.monitor.DriverSnapshot;
import dev.sluice.streaming.ProgramMonitor;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A program that is watched: what its driver says, and what has become of its batches. Thread-safe:
 * as its parts are.
 */
public final class Watched {
  private final ProgramMonitor monitor;
  private final BatchHistory history;
  private final Snapshots snapshots;
  private final Optional<Duration> stalledAfter;
  private final long bornMs;

  /**
   * Watches a program.
   *
   * @param history is a listener of it
   * @param stalledAfter after how long without a batch it does not live; empty for as usual
   */
  public Watched(ProgramMonitor monitor, BatchHistory history, Optional<Duration> stalledAfter) {
    this.monitor = monitor;
    this.history = history;
    this.snapshots =
        new Snapshots(monitor::snapshot, () -> history.totals().ended(), System::nanoTime);
    this.stalledAfter = stalledAfter;
    this.bornMs = monitor.nowMs();
  }

  /** What can be asked of the program. */
  public ProgramMonitor monitor() {
    return monitor;
  }

  /** Its batches. */
  public BatchHistory history() {
    return history;
  }

  /** The newest picture; empty before there is one. */
  public Optional<DriverSnapshot> snapshot() {
    return snapshots.newest();
  }

  /** The nodes of the graph; none before that is known. */
  public List<GraphNode> nodes() {
    return snapshot().map(DriverSnapshot::nodes).orElse(List.of());
  }

  /** What streams are called, by their number. */
  public Map<Integer, String> streamNames() {
    return names(nodes());
  }

  /** What the streams among nodes are called, by their number. */
  public static Map<Integer, String> names(List<GraphNode> nodes) {
    return nodes.stream()
        .filter(node -> node.streamId().isPresent())
        .collect(
            Collectors.toMap(
                node -> node.streamId().getAsInt(),
                node -> Texts.name(node.name().orElse(node.kind())),
                (one, other) -> one,
                TreeMap::new));
  }

  /** Whether batches keep up. */
  public Pace pace() {
    return Pace.of(
        history.telling(), history.lastBegun(), monitor.batchInterval(), monitor.nowMs());
  }

  /** Whether batches progress. */
  public Health live() {
    return Health.live(
        history, Health.stalledAfter(stalledAfter, outputInterval()), bornMs, monitor.nowMs());
  }

  /** Whether a batch was done. */
  public Health ready() {
    return Health.ready(history);
  }

  /** The longest time between two batches of an output: others have nothing to do in between. */
  private Duration outputInterval() {
    return nodes().stream()
        .filter(node -> node.role() == Role.OUTPUT)
        .map(GraphNode::slide)
        .max(Duration::compareTo)
        .orElse(monitor.batchInterval());
  }
}
