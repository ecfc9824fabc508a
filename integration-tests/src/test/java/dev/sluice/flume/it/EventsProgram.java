package dev.sluice.flume.it;

import dev.sluice.recovery.ChildProcess;
import dev.sluice.recovery.Message;
import dev.sluice.recovery.MessageTable;
import dev.sluice.streaming.StreamingConf;
import dev.sluice.streaming.StreamingContext;
import dev.sluice.time.Durations;
import java.nio.file.Path;

/**
 * Takes messages from an agent into a table; runs in a process that is killed. The arguments are
 * the directory that has everything, the port between agent and program, and the route.
 */
final class EventsProgram {
  private EventsProgram() {}

  /** Runs until it is killed or its input ends. */
  public static void main(String[] args) throws Exception {
    Path root = Path.of(args[0]);
    int port = Integer.parseInt(args[1]);
    FlumeRoute route = FlumeRoute.valueOf(args[2]);
    MessageTable.in(root).open().close();
    try (StreamingContext context =
        StreamingContext.getOrCreate(
            root.resolve("kept").toString(), () -> create(root, port, route))) {
      context.start();
      ChildProcess.sayBegun();
      ChildProcess.whenInputEnds(() -> context.stop(true));
      context.awaitTermination();
    }
  }

  private static StreamingContext create(Path root, int port, FlumeRoute route) {
    StreamingConf conf =
        new StreamingConf()
            .setMaster("local[2]")
            .setAppName("EventsProgram")
            .set("streaming.receiverRestartDelay", "100ms")
            .set("streaming.gracefulStopTimeout", "60s")
            .set("streaming.checkpoint.interval", "500ms");
    StreamingContext context =
        new StreamingContext(route.keeping().set(conf), Durations.milliseconds(100));
    route
        .receive(context, port)
        .map(event -> Message.parse(event.text()))
        .saveTo("messages", MessageTable.in(root).output());
    return context;
  }
}
