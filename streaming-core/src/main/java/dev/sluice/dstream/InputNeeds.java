package dev.sluice.dstream;

import dev.sluice.time.Time;

/**
 * Which inputs of batches that are done a program would read again after a restart, if no log has
 * what was received: those of its windows, and those that its states have not been stored with.
 * Thread-safe: guarded by the graph's monitor.
 */
public final class InputNeeds {
  private final DStreamGraph graph;

  /** The needs of a graph; they are known once it has started. */
  public InputNeeds(DStreamGraph graph) {
    this.graph = graph;
  }

  /** Whether there are any: whether the program has states or windows. */
  public boolean areOfDoneBatches() {
    return graph.operators().readDoneBatches();
  }

  /** The last batch whose inputs a restart from the checkpoint of a batch would not need. */
  public Time needless(Time checkpoint) {
    return graph.operators().needless(checkpoint);
  }
}
