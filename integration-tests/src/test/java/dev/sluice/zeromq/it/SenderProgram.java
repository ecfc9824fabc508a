package dev.sluice.zeromq.it;

import dev.sluice.recovery.ChildProcess;
import dev.sluice.recovery.Message;
import dev.sluice.zeromq.ReliableSender;
import dev.sluice.zeromq.ZeroMQOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Sends messages of the numbers from 1 on; runs in a process that is killed, and goes on behind
 * what it knows to be acknowledged, which it writes down. The arguments are the directory that has
 * everything, the receiver's address, the last number, and how many messages it sends a second.
 */
final class SenderProgram {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String ID = "the-only-one";

  private SenderProgram() {}

  /** Runs until it is killed or all is acknowledged. */
  public static void main(String[] args) throws Exception {
    Path position = Path.of(args[0]).resolve("position");
    int last = Integer.parseInt(args[2]);
    long pauseNs = 1_000_000_000L / Integer.parseInt(args[3]);
    long first = Files.exists(position) ? Long.parseLong(Files.readString(position)) + 1 : 1;
    try (ReliableSender sender =
        ReliableSender.resume(
            args[1],
            ID,
            first,
            ZeroMQOptions.connect().withReconnect(Duration.ofMillis(20), Duration.ofMillis(200)),
            number -> write(position, number))) {
      ChildProcess.sayBegun();
      long begun = System.nanoTime();
      for (long number = first; number <= last; number++) {
        long due = begun + (number - first) * pauseNs;
        while (System.nanoTime() < due) {
          LockSupport.parkNanos(due - System.nanoTime());
        }
        sender.send(
            Message.of(Math.toIntExact(number)).toString().getBytes(StandardCharsets.UTF_8));
      }
      if (!sender.flush(PATIENCE)) {
        throw new IllegalStateException(
            "Cannot end: found %d acknowledged, expected %d; %s"
                .formatted(sender.acknowledged(), last, sender.trouble()));
      }
    }
  }

  private static void write(Path position, long number) {
    try {
      Path next = position.resolveSibling("position.next");
      Files.writeString(next, Long.toString(number));
      Files.move(next, position, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write " + position, e);
    }
  }
}
