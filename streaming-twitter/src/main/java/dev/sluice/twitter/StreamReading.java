package dev.sluice.twitter;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Reads one established stream until it ends. Confined to the stream's thread. */
final class StreamReading {
  private final Lines lines;
  private final Intake intake;
  private final BooleanSupplier isStopped;
  private String why = "";
  private long withheld;
  private boolean brought;
  private long lastNs = System.nanoTime();

  /**
   * Reads nothing yet.
   *
   * @param mostBytes how long a line may be
   * @param isStopped asked before each line, as an interrupt alone may get lost: Twitter4J swallows
   *     one that comes while it reads a date
   */
  StreamReading(InputStream body, int mostBytes, Intake intake, BooleanSupplier isStopped) {
    this.lines = new Lines(body, mostBytes);
    this.intake = intake;
    this.isStopped = isStopped;
  }

  /**
   * Takes what comes.
   *
   * @param onFirst called when the first thing comes
   * @return why it ended; never an exception of the connection
   */
  Trouble run(Runnable onFirst) {
    try {
      byte[] line = next();
      while (line != null) {
        lastNs = System.nanoTime();
        if (!brought) {
          brought = true;
          onFirst.run();
        }
        take(line);
        line = next();
      }
      lastNs = System.nanoTime();
    } catch (IOException broken) {
      why = why.isEmpty() ? describe(broken) : why + "; " + describe(broken);
    }
    if (lines.isCutOff()) {
      intake.count("posts cut off", 1);
    }
    intake.count("posts too long", lines.takeTooLong());
    return new Trouble.Ended(why.isEmpty() ? "The service closed the stream" : why, brought);
  }

  private byte @Nullable [] next() throws IOException {
    return isStopped.getAsBoolean() ? null : lines.next();
  }

  /** Since when posts may be missing: its end or, if that came without a word, its last sign. */
  long endedNs() {
    return lastNs;
  }

  /** With its kind, unless that says nothing; some failures say nothing else. */
  static String describe(IOException failure) {
    String message = failure.getMessage();
    String kind = failure.getClass().getSimpleName();
    if (message == null) {
      return kind;
    }
    boolean isPlain =
        failure.getClass() == IOException.class || failure instanceof StalledException;
    return isPlain ? message : kind + ": " + message;
  }

  private void take(byte[] line) {
    intake.count("posts too long", lines.takeTooLong());
    if (line.length == 0) {
      return;
    }
    Message message = Message.parse(line);
    if (message instanceof Message.OfPost post) {
      intake.post(post);
    } else if (message instanceof Message.Disconnect told) {
      why = "The service ends the stream: %s: %s".formatted(told.type(), told.detail());
    } else if (message instanceof Message.Withheld total) {
      intake.count("posts withheld by the service", Math.max(0, total.posts() - withheld));
      withheld = Math.max(withheld, total.posts());
    } else if (message instanceof Message.Warning warning) {
      intake.report("The service warns: " + warning.text());
    } else if (message instanceof Message.Garbage) {
      intake.count("lines that are no posts", 1);
    }
  }
}
