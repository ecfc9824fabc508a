package dev.sluice.benchmarks.zeromq;

import dev.sluice.zeromq.ReliableSender;
import dev.sluice.zeromq.ZeroMQOptions;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Duration;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;

/**
 * Sends messages of 100 bytes as fast as it can; runs in a process of its own. The arguments are
 * the address to connect to, the number of messages, and whether to send reliably.
 */
final class Pusher {
  private static final int BYTES = 100;
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private Pusher() {}

  static Process start(String address, long messages, boolean reliable) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx512m",
            "-cp",
            System.getProperty("java.class.path"),
            Pusher.class.getName(),
            address,
            Long.toString(messages),
            Boolean.toString(reliable))
        .redirectError(Redirect.INHERIT)
        .start();
  }

  /** Runs until all is sent. */
  public static void main(String[] args) throws Exception {
    long messages = Long.parseLong(args[1]);
    if (Boolean.parseBoolean(args[2])) {
      sendReliably(args[0], messages);
    } else {
      push(args[0], messages);
    }
  }

  private static void push(String address, long messages) {
    try (ZMQ.Context context = ZMQ.context(1);
        ZMQ.Socket socket = context.socket(SocketType.PUSH)) {
      socket.connect(address);
      for (long n = 0; n < messages; n++) {
        socket.send(new byte[BYTES], 0);
      }
    }
  }

  private static void sendReliably(String address, long messages) throws Exception {
    try (ReliableSender sender = ReliableSender.start(address, ZeroMQOptions.connect())) {
      for (long n = 0; n < messages; n++) {
        sender.send(new byte[BYTES]);
      }
      sender.flush(PATIENCE);
    }
  }
}
