package dev.sluice.testkit.engine;

import dev.sluice.engine.Engine;
import dev.sluice.rdd.RddContext;
import dev.sluice.streaming.StreamingConf;
import dev.sluice.streaming.StreamingContext;
import dev.sluice.time.Durations;

/**
 * The engine of a program that is not started. Immutable.
 *
 * @param context the program
 */
record EngineUnderTest(StreamingContext context) implements AutoCloseable {
  static EngineUnderTest of(StreamingConf conf) {
    StreamingConf named = conf.copy().setIfMissing("streaming.appName", "engine contract");
    return new EngineUnderTest(new StreamingContext(named, Durations.seconds(1)));
  }

  RddContext rdds() {
    return context.rddContext();
  }

  Engine engine() {
    return (Engine) rdds().runner();
  }

  @Override
  public void close() {
    context.close();
  }
}
