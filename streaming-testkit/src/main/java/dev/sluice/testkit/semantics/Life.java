package dev.sluice.testkit.semantics;

import dev.sluice.testkit.TestStreams;

/**
 * One process of a program. Immutable.
 *
 * @param from the batch whose time it is when the process starts
 * @param to the batch whose time it is when it ends
 * @param pace how time passes in between
 * @param crashAt the call to the storage, from 1, at which that crashes; 0 for none
 */
record Life(int from, int to, Pace pace, int crashAt) {
  /** How time passes. */
  enum Pace {
    /** Each batch is done before the next is due. */
    STEP_BY_STEP,
    /** All batches are due before the first is done. */
    AT_ONCE
  }

  /** Whether there was none before it. */
  boolean isFirst() {
    return from == 0;
  }

  /** Lets its time pass. */
  void pass(TestStreams streams) {
    switch (pace) {
      case STEP_BY_STEP -> streams.advance(to - from);
      case AT_ONCE -> streams.advanceAtOnce(to - from);
    }
  }
}
