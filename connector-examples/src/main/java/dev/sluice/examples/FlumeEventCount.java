package dev.sluice.examples;

import dev.sluice.flume.FlumeUtils;
import dev.sluice.streaming.StreamingConf;
import dev.sluice.streaming.StreamingContext;
import dev.sluice.time.Durations;

/**
 * Counts the events that agents of Flume push in each second.
 *
 * <p>Arguments: {@code HOST PORT} to listen on; or none, for an agent of its own.
 */
public final class FlumeEventCount {
  private static final Usage USAGE = new Usage("FlumeEventCount", "[HOST PORT]");
  private static final int MOST_PORTS = 65_535;

  private FlumeEventCount() {}

  /** Runs until the process is told to end. */
  public static void main(String[] args) throws Exception {
    if (args.length == 2) {
      countEvents(args[0], USAGE.number("port", args[1], 1, MOST_PORTS));
    } else if (args.length > 0) {
      throw USAGE.exit("found %d arguments, expected 0 or 2".formatted(args.length));
    } else {
      System.err.println(
          "Starting an agent that pushes a built-in text; end with Ctrl-C. For your own agents:"
              + " bin/run-example FlumeEventCount localhost 41414");
      try (FlumeFeed feed = FlumeFeed.pushing()) {
        countEvents(feed.host(), feed.port());
      }
    }
  }

  // snippet: FlumeEventCount
  private static void countEvents(String host, int port) throws InterruptedException {
    StreamingConf conf =
        new StreamingConf()
            .setIfMissing("streaming.master", "local[2]")
            .setAppName("FlumeEventCount");
    try (StreamingContext ssc = new StreamingContext(conf, Durations.seconds(1))) {
      FlumeUtils.createStream(ssc, host, port)
          .count()
          .map(count -> "Received " + count + " Flume events")
          .print();
      ssc.start();
      ssc.awaitTermination();
    }
  }
  // end of snippet
}
