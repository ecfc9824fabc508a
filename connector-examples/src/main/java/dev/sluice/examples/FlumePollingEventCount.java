package dev.sluice.examples;

import dev.sluice.flume.FlumeUtils;
import dev.sluice.streaming.StreamingConf;
import dev.sluice.streaming.StreamingContext;
import dev.sluice.time.Durations;

/**
 * Counts the events that it fetches from the sink in an agent of Flume in each second.
 *
 * <p>Arguments: {@code HOST PORT} of the sink; or none, for an agent of its own.
 */
public final class FlumePollingEventCount {
  private static final Usage USAGE = new Usage("FlumePollingEventCount", "[HOST PORT]");
  private static final int MOST_PORTS = 65_535;

  private FlumePollingEventCount() {}

  /** Runs until the process is told to end. */
  public static void main(String[] args) throws Exception {
    if (args.length == 2) {
      countEvents(args[0], USAGE.number("port", args[1], 1, MOST_PORTS));
    } else if (args.length > 0) {
      throw USAGE.exit("found %d arguments, expected 0 or 2".formatted(args.length));
    } else {
      System.err.println(
          "Starting an agent and sending a built-in text to it; end with Ctrl-C. For your own"
              + " agent: bin/run-example FlumePollingEventCount localhost 41415");
      try (FlumeFeed feed = FlumeFeed.polled()) {
        countEvents(feed.host(), feed.port());
      }
    }
  }

  // snippet: FlumePollingEventCount
  private static void countEvents(String host, int port) throws InterruptedException {
    StreamingConf conf =
        new StreamingConf()
            .setIfMissing("streaming.master", "local[2]")
            .setAppName("FlumePollingEventCount");
    try (StreamingContext ssc = new StreamingContext(conf, Durations.seconds(1))) {
      FlumeUtils.createPollingStream(ssc, host, port)
          .count()
          .map(count -> "Received " + count + " Flume events")
          .print();
      ssc.start();
      ssc.awaitTermination();
    }
  }
  // end of snippet
}
