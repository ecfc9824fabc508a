package dev.sluice.examples;

import dev.sluice.time.Durations;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The server whose lines a program reads, and how often it looks at them: {@code HOST PORT
 * [BATCH_MS]}, or without arguments a server of its own. Immutable; to be closed by its opener.
 */
record LineSource(String host, int port, Duration batchInterval, @Nullable LineServer own)
    implements AutoCloseable {
  private static final Duration DEFAULT_BATCH_INTERVAL = Durations.seconds(1);
  private static final int MOST_PORTS = 65_535;
  private static final int MOST_BATCH_MS = 3_600_000;

  /** Reads the arguments; wrong ones end the process. */
  static LineSource open(String program, String[] args) throws IOException {
    Usage usage = new Usage(program, "[HOST PORT [BATCH_MS]]");
    return switch (args.length) {
      case 0 -> ownServer(program);
      case 2 -> named(usage, args, DEFAULT_BATCH_INTERVAL);
      case 3 -> {
        int batchMs = usage.number("batch interval in ms", args[2], 1, MOST_BATCH_MS);
        yield named(usage, args, Durations.milliseconds(batchMs));
      }
      default -> throw usage.exit("found " + args.length + " arguments, expected 0, 2 or 3");
    };
  }

  private static LineSource named(Usage usage, String[] args, Duration batchInterval) {
    int port = usage.number("port", args[1], 1, MOST_PORTS);
    return new LineSource(args[0], port, batchInterval, null);
  }

  private static LineSource ownServer(String program) throws IOException {
    LineServer server = LineServer.start();
    System.err.printf(
        "Reading a built-in text, %d lines a second; end with Ctrl-C. For your own:"
            + " nc -lk 9999, and in another terminal bin/run-example %s localhost 9999%n",
        LineServer.LINES_PER_SECOND, program);
    return new LineSource(server.host(), server.port(), DEFAULT_BATCH_INTERVAL, server);
  }

  @Override
  public void close() throws IOException {
    if (own != null) {
      own.close();
    }
  }
}
