package dev.sluice.kinesis.it;

import dev.sluice.dstream.DStream;
import dev.sluice.kinesis.KinesisCredentials;
import dev.sluice.kinesis.KinesisInitialPositions;
import dev.sluice.kinesis.KinesisInputDStream;
import dev.sluice.kinesis.peer.KinesisPeer;
import dev.sluice.recovery.ChildProcess;
import dev.sluice.recovery.Message;
import dev.sluice.recovery.MessageTable;
import dev.sluice.streaming.StreamingConf;
import dev.sluice.streaming.StreamingContext;
import dev.sluice.time.Durations;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import software.amazon.kinesis.metrics.MetricsLevel;

/**
 * Takes messages from a stream into a database; runs in a process that is killed. The arguments are
 * the directory that has everything, the addresses of Kinesis and DynamoDB, and the stream.
 */
final class MessagesProgram {
  private MessagesProgram() {}

  /** Runs until it is killed or its input ends. */
  public static void main(String[] args) throws Exception {
    Path root = Path.of(args[0]);
    MessageTable.in(root).open().close();
    try (StreamingContext context =
        StreamingContext.getOrCreate(
            root.resolve("kept").toString(), () -> create(root, args[1], args[2], args[3]))) {
      context.start();
      ChildProcess.sayBegun();
      ChildProcess.whenInputEnds(() -> context.stop(true));
      context.awaitTermination();
    }
  }

  private static StreamingContext create(
      Path root, String kinesis, String dynamoDb, String stream) {
    StreamingConf conf =
        new StreamingConf()
            .setMaster("local[2]")
            .setAppName("MessagesProgram of " + stream)
            .set("streaming.receiver.ackAfter", "processed")
            .set("streaming.receiverRestartDelay", "100ms")
            .set("streaming.gracefulStopTimeout", "60s")
            .set("streaming.checkpoint.interval", "500ms");
    StreamingContext context = new StreamingContext(conf, Durations.milliseconds(100));
    messages(context, kinesis, dynamoDb, stream).saveTo("messages", MessageTable.in(root).output());
    return context;
  }

  private static DStream<Message> messages(
      StreamingContext context, String kinesis, String dynamoDb, String stream) {
    return KinesisInputDStream.builder()
        .streamingContext(context)
        .streamName(stream)
        .checkpointAppName(stream)
        .endpointUrl(kinesis)
        .dynamoDBEndpointUrl(dynamoDb)
        .kinesisCredentials(
            KinesisCredentials.builder()
                .basicCredentials(KinesisPeer.accessKeyId(), "not checked")
                .build())
        .metricsLevel(MetricsLevel.NONE)
        .initialPosition(new KinesisInitialPositions.TrimHorizon())
        .failoverTime(Durations.seconds(2))
        .idleTimeBetweenReads(Durations.milliseconds(250))
        .build()
        .map(bytes -> Message.parse(new String(bytes, StandardCharsets.UTF_8)));
  }
}
