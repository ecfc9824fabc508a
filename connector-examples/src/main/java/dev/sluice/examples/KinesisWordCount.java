package dev.sluice.examples;

import dev.sluice.dstream.DStream;
import dev.sluice.function.Tuple2;
import dev.sluice.kinesis.KinesisCredentials;
import dev.sluice.kinesis.KinesisInitialPositions;
import dev.sluice.kinesis.KinesisInputDStream;
import dev.sluice.streaming.StreamingConf;
import dev.sluice.streaming.StreamingContext;
import dev.sluice.time.Durations;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Counts the words of the lines that come to a stream of Kinesis in each second.
 *
 * <p>Arguments: {@code STREAM APPLICATION REGION}, and a role to assume and its external id if
 * there is one; or nothing for a Kinesis of its own.
 */
public final class KinesisWordCount {
  private static final Usage USAGE =
      new Usage("KinesisWordCount", "[STREAM APPLICATION REGION [ROLE EXTERNAL_ID]]");
  private static final int WITH_STREAM = 3;
  private static final int WITH_ROLE = 5;

  private KinesisWordCount() {}

  /** Runs until the process is told to end. */
  public static void main(String[] args) throws Exception {
    if (args.length == 0) {
      try (KinesisFeed feed = KinesisFeed.start()) {
        countWords(feed.builder(), feed.stream(), feed.stream());
      }
    } else if (args.length == WITH_STREAM) {
      countWords(inRegion(args[2]), args[0], args[1]);
    } else if (args.length == WITH_ROLE) {
      countWords(inRegion(args[2]).kinesisCredentials(role(args[3], args[4])), args[0], args[1]);
    } else {
      throw USAGE.exit("found %d arguments, expected 0, 3 or 5".formatted(args.length));
    }
  }

  private static void countWords(
      KinesisInputDStream.Builder kinesis, String stream, String application)
      throws InterruptedException {
    StreamingConf conf =
        new StreamingConf()
            .setIfMissing("streaming.master", "local[2]")
            .setAppName("KinesisWordCount");
    try (StreamingContext ssc = new StreamingContext(conf, Durations.seconds(1))) {
      lines(kinesis, ssc, stream, application)
          .flatMap(line -> Arrays.asList(line.split(" ")))
          .mapToPair(word -> new Tuple2<>(word, 1))
          .reduceByKey(Integer::sum)
          .print();
      ssc.start();
      ssc.awaitTermination();
    }
  }

  // snippet: KinesisWordCount
  private static KinesisInputDStream.Builder inRegion(String region) {
    return KinesisInputDStream.builder().regionName(region);
  }

  private static DStream<String> lines(
      KinesisInputDStream.Builder kinesis,
      StreamingContext ssc,
      String stream,
      String application) {
    return kinesis
        .streamingContext(ssc)
        .streamName(stream)
        .checkpointAppName(application)
        .initialPosition(new KinesisInitialPositions.TrimHorizon())
        .build()
        .map(bytes -> new String(bytes, StandardCharsets.UTF_8));
  }

  // end of snippet

  // snippet: KinesisRole
  private static KinesisCredentials role(String roleArn, String externalId) {
    return KinesisCredentials.builder().stsCredentials(roleArn, "word-count", externalId).build();
  }
  // end of snippet
}
