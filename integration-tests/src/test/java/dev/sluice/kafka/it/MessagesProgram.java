package dev.sluice.kafka.it;

import dev.sluice.recovery.ChildProcess;
import dev.sluice.recovery.MessageTable;
import dev.sluice.streaming.StreamingConf;
import dev.sluice.streaming.StreamingContext;
import dev.sluice.time.Durations;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Takes messages along a {@link Route}; runs in a process that is killed. The arguments are the
 * directory that has everything, the broker's address, the topic and the route.
 */
final class MessagesProgram {
  private static final Duration BATCH = Durations.milliseconds(100);

  private MessagesProgram() {}

  /** Runs until it is killed or its input ends. */
  public static void main(String[] args) throws Exception {
    Path root = Path.of(args[0]);
    Route route = Route.valueOf(args[3]);
    MessageTable.in(root).open().close();
    try (StreamingContext context =
        StreamingContext.getOrCreate(
            root.resolve("kept").toString(), () -> create(root, args[1], args[2], route))) {
      context.start();
      ChildProcess.sayBegun();
      ChildProcess.whenInputEnds(() -> context.stop(true));
      context.awaitTermination();
    }
  }

  private static StreamingContext create(Path root, String address, String topic, Route route) {
    StreamingConf conf =
        new StreamingConf()
            .setMaster("local[2]")
            .setAppName("MessagesProgram of " + topic)
            .set("streaming.receiverRestartDelay", "100ms")
            .set("streaming.gracefulStopTimeout", "60s")
            .set("streaming.checkpoint.interval", "500ms");
    StreamingContext context = new StreamingContext(route.set(conf), BATCH);
    route.build(context, root, address, topic);
    return context;
  }
}
