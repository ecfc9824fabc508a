package dev.sluice.examples;

import dev.sluice.dstream.DStream;
import dev.sluice.function.Tuple2;
import dev.sluice.streaming.StreamingConf;
import dev.sluice.streaming.StreamingContext;
import dev.sluice.time.Durations;
import dev.sluice.zeromq.ZeroMQOptions;
import dev.sluice.zeromq.ZeroMQUtils;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Counts the words of the lines that come by ZeroMQ in each second.
 *
 * <p>Arguments: {@code subscribe}, to a publisher, or {@code reliable}, from senders of that
 * protocol; then the {@code ADDRESS} of the publisher, or the one where senders connect to; without
 * address it sends to itself.
 */
public final class ZeroMQWordCount {
  private static final Usage USAGE = new Usage("ZeroMQWordCount", "[subscribe|reliable [ADDRESS]]");
  private static final List<String> WAYS = List.of("subscribe", "reliable");
  private static final int ALL_ARGUMENTS = 2;

  private ZeroMQWordCount() {}

  /** Runs until the process is told to end. */
  public static void main(String[] args) throws Exception {
    String way = args.length == 0 ? WAYS.get(0) : args[0];
    if (!WAYS.contains(way)) {
      throw USAGE.exit("found %s, expected one of %s".formatted(way, WAYS));
    }
    if (args.length > ALL_ARGUMENTS) {
      throw USAGE.exit("found %d arguments, expected 0 to 2".formatted(args.length));
    }
    if (args.length == ALL_ARGUMENTS) {
      countWords(way, args[1]);
      return;
    }
    try (ZeroMQFeed feed = ZeroMQFeed.start(way.equals("reliable"))) {
      countWords(way, feed.address());
    }
  }

  private static void countWords(String way, String address) throws InterruptedException {
    StreamingConf conf =
        new StreamingConf()
            .setIfMissing("streaming.master", "local[2]")
            .setAppName("ZeroMQWordCount");
    try (StreamingContext ssc = new StreamingContext(conf, Durations.seconds(1))) {
      DStream<String> lines =
          way.equals("reliable") ? receive(ssc, address) : subscribe(ssc, address);
      lines
          .flatMap(line -> Arrays.asList(line.split(" ")))
          .mapToPair(word -> new Tuple2<>(word, 1))
          .reduceByKey(Integer::sum)
          .print();
      ssc.start();
      ssc.awaitTermination();
    }
  }

  // snippet: ZeroMQSubscribe
  private static DStream<String> subscribe(StreamingContext ssc, String publisher) {
    return ZeroMQUtils.createTextStream(
        ssc, publisher, ZeroMQOptions.connect().withTopics("lines"));
  }

  // end of snippet

  // snippet: ZeroMQReliable
  private static DStream<String> receive(StreamingContext ssc, String address) {
    return ZeroMQUtils.createReliableStream(
        ssc,
        address,
        ZeroMQOptions.bind(),
        frames -> List.of(new String(frames[0], StandardCharsets.UTF_8)));
  }
  // end of snippet
}
