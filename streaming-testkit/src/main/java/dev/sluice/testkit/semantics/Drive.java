package dev.sluice.testkit.semantics;

import dev.sluice.testkit.TestStreams;
import java.util.Locale;

/** How time passes for a program. */
enum Drive {
  /** Each batch is done before the next is due. */
  STEP_BY_STEP {
    @Override
    void run(TestStreams streams, int batches) {
      streams.advance(batches);
    }
  },
  /** All batches are due before the first is done. */
  ALL_AT_ONCE {
    @Override
    void run(TestStreams streams, int batches) {
      streams.advanceAtOnce(batches);
    }
  };

  abstract void run(TestStreams streams, int batches);

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
