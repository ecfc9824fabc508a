package dev.sluice.flume.it;

import dev.sluice.dstream.InputDStream;
import dev.sluice.flume.FlumeEvent;
import dev.sluice.flume.FlumeOptions;
import dev.sluice.flume.FlumePollingOptions;
import dev.sluice.flume.FlumeUtils;
import dev.sluice.flume.agent.AgentConfiguration;
import dev.sluice.recovery.Keeping;
import dev.sluice.streaming.StreamingContext;

/** How events get from an agent into a program, and how that keeps them from being lost. */
enum FlumeRoute {
  PUSHED_LOGGED(Keeping.LOGGED, false),
  PUSHED_PROCESSED(Keeping.PROCESSED, false),
  POLLED_LOGGED(Keeping.LOGGED, true),
  POLLED_PROCESSED(Keeping.PROCESSED, true);

  /** The header that identifies an event. */
  static final String ID = "id";

  private static final String HOST = "127.0.0.1";

  private final Keeping keeping;
  private final boolean isPolled;

  FlumeRoute(Keeping keeping, boolean isPolled) {
    this.keeping = keeping;
    this.isPolled = isPolled;
  }

  Keeping keeping() {
    return keeping;
  }

  /** Whether the agent is the one that listens on the port between it and the program. */
  boolean isPolled() {
    return isPolled;
  }

  /** Adds the sink to an agent. */
  AgentConfiguration sink(AgentConfiguration agent, int port) {
    return isPolled ? agent.withSluiceSink(port) : agent.withAvroSink(port);
  }

  /** Adds the stream to a program. */
  InputDStream<FlumeEvent> receive(StreamingContext context, int port) {
    return isPolled
        ? FlumeUtils.createPollingStream(
            context,
            FlumePollingOptions.polling(HOST, port).identifiedBy(event -> event.headers().get(ID)))
        : FlumeUtils.createStream(
            context, FlumeOptions.listeningOn(port).identifiedBy(event -> event.headers().get(ID)));
  }
}
