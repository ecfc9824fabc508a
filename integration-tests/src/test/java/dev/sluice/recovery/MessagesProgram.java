package dev.sluice.recovery;

import dev.sluice.dstream.DStream;
import dev.sluice.streaming.StreamingConf;
import dev.sluice.streaming.StreamingContext;
import dev.sluice.time.Durations;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Writes the messages of a {@link Broker} into a {@link MessageTable}; runs in a process that is
 * killed or terminated. The arguments are the directory that has everything, the broker's port, a
 * {@link Keeping} and a {@link SinkPace}.
 */
final class MessagesProgram {
  static final Duration STOP_TIMEOUT = Durations.seconds(1);
  private static final Duration LAST_STOP_TIMEOUT = Durations.seconds(60);
  private static final Duration BATCH = Durations.milliseconds(80);

  private MessagesProgram() {}

  /** Runs until it is killed or its input ends. */
  public static void main(String[] args) throws Exception {
    Path root = Path.of(args[0]);
    MessageTable table = MessageTable.in(root);
    table.open().close();
    try (StreamingContext context =
        StreamingContext.getOrCreate(root.resolve("kept").toString(), () -> create(table, args))) {
      context.start();
      ChildProcess.sayBegun();
      ChildProcess.whenInputEnds(() -> context.stop(true));
      context.awaitTermination();
    }
  }

  /** A program whose sink does not hang is given the time to write what those before left. */
  private static Duration stopTimeout(String[] args) {
    return SinkPace.valueOf(args[3]) == SinkPace.AT_ONCE ? LAST_STOP_TIMEOUT : STOP_TIMEOUT;
  }

  private static StreamingContext create(MessageTable table, String[] args) {
    StreamingConf conf =
        new StreamingConf()
            .setMaster("local[2]")
            .setAppName("MessagesProgram")
            .set("streaming.receiverRestartDelay", "100ms")
            .set("streaming.gracefulStopTimeout", stopTimeout(args).toMillis() + "ms")
            .set("streaming.checkpoint.interval", "400ms");
    StreamingContext context = new StreamingContext(Keeping.valueOf(args[2]).set(conf), BATCH);
    DStream<Message> messages =
        context.receiverStream(new MessageReceiver(Integer.parseInt(args[1])));
    messages.saveTo(
        "messages", new PacedOutput<>(table.output(), SinkPace.valueOf(args[3]), BATCH));
    return context;
  }
}
