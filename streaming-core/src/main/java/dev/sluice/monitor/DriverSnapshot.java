package dev.sluice.monitor;

import dev.sluice.dstream.GraphNode;
import dev.sluice.time.Time;
import java.util.List;
import java.util.Optional;

/**
 * A program at one moment, as its driver sees it. Immutable.
 *
 * @param atMs the moment, in the clock's milliseconds
 * @param draining whether the program is being stopped
 * @param pendingBatches how many batches wait or run
 * @param oldestPending the oldest of these
 * @param nodes the graph, parents first, then the outputs
 * @param receivers the receivers, in the order of their streams
 * @param unprocessed what is received and not processed
 * @param checkpoint of a program that keeps what must outlive the process
 */
public record DriverSnapshot(
    long atMs,
    boolean draining,
    int pendingBatches,
    Optional<Time> oldestPending,
    List<GraphNode> nodes,
    List<ReceiverStatus> receivers,
    Unprocessed unprocessed,
    Optional<CheckpointStatus> checkpoint) {

  /** Copies the lists. */
  public DriverSnapshot {
    nodes = List.copyOf(nodes);
    receivers = List.copyOf(receivers);
  }

  /**
   * Blocks that are received and not processed. Immutable.
   *
   * @param bytes of blocks whose batches are not done, and of those that are being stored
   * @param limitBytes what they may be at most
   */
  public record Unprocessed(long bytes, long limitBytes) {}
}
