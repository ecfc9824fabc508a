package dev.sluice.testkit.semantics;

import dev.sluice.streaming.StreamingConf;

/** The embedded engine passes the suite. */
class EmbeddedSemanticsTest extends DStreamSemantics {
  @Override
  protected StreamingConf conf() {
    return new StreamingConf().setMaster("local[2]");
  }
}
