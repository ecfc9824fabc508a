package dev.sluice.zeromq.it;

import dev.sluice.recovery.ChildProcess;
import dev.sluice.recovery.Keeping;
import dev.sluice.recovery.Message;
import dev.sluice.recovery.MessageTable;
import dev.sluice.streaming.StreamingConf;
import dev.sluice.streaming.StreamingContext;
import dev.sluice.time.Durations;
import dev.sluice.zeromq.ZeroMQOptions;
import dev.sluice.zeromq.ZeroMQUtils;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Writes what reliable senders send into a {@link MessageTable}; runs in a process that is killed.
 * The arguments are the directory that has everything, an address, a {@link Keeping}, and whether
 * to connect to the address or to bind it.
 */
final class MessagesProgram {
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

  private static StreamingContext create(MessageTable table, String[] args) {
    StreamingConf conf =
        new StreamingConf()
            .setMaster("local[2]")
            .setAppName("MessagesProgram")
            .set("streaming.receiverRestartDelay", "100ms")
            .set("streaming.gracefulStopTimeout", "60s")
            .set("streaming.checkpoint.interval", "500ms")
            // A sender that was killed may come back some seconds after what it has not heard of.
            .set("streaming.checkpoint.kept", "40");
    StreamingContext context =
        new StreamingContext(Keeping.valueOf(args[2]).set(conf), Durations.milliseconds(100));
    ZeroMQUtils.createReliableStream(
            context,
            args[1],
            options(args[3]),
            frames -> List.of(Message.parse(new String(frames[0], StandardCharsets.UTF_8))))
        .saveTo("messages", table.output());
    return context;
  }

  private static ZeroMQOptions options(String way) {
    ZeroMQOptions options = way.equals("connect") ? ZeroMQOptions.connect() : ZeroMQOptions.bind();
    return options.withReconnect(Duration.ofMillis(20), Duration.ofMillis(200));
  }
}
