package dev.sluice.testkit.engine;

import dev.sluice.streaming.StreamingConf;

/** The embedded engine passes the suite. */
class EmbeddedJobTest extends JobContract {
  @Override
  protected StreamingConf conf() {
    return new StreamingConf().setMaster("local[2]");
  }
}
