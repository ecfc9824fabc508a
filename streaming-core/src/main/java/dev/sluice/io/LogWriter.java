package dev.sluice.io;

import dev.sluice.time.Clock;
import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Writes groups of records into files, one after another. Confined to the log's thread. */
final class LogWriter implements Closeable {

  /** A file that takes records. */
  private record Open(Appender appender, LogHeader header) {}

  private final Storage storage;
  private final LogFiles files;
  private final LogSettings settings;
  private final Clock clock;
  private final LogEvents events;
  private long lastSequence;
  private @Nullable Open open;

  /** Writes behind the files given, into new ones. */
  LogWriter(Storage storage, LogFiles files, LogSettings settings, Clock clock, LogEvents events) {
    this.storage = storage;
    this.files = files;
    this.settings = settings;
    this.clock = clock;
    this.events = events;
    LogFiles.Entry last = files.last();
    this.lastSequence = last == null ? 0 : last.header().sequence();
  }

  /**
   * Makes a group durable and completes it.
   *
   * @throws IOException if that failed as often as the settings allow; the group is then as it was
   */
  void write(LogGroup group) throws IOException {
    for (int failures = 1; ; failures++) {
      try {
        Open file = fileForMore();
        long offset = file.appender.position();
        group.appendTo(file.appender, file.header);
        file.appender.sync();
        files.put(file.header, file.appender.position());
        group.complete(file.header.sequence(), offset);
        return;
      } catch (IOException cause) {
        String name = files.name(lastSequence);
        giveUp(cause);
        events.writeFailed(name, failures, cause);
        if (failures == settings.maxFailures()) {
          throw new IOException(
              "Cannot append to log %s: writing failed %d times, last in %s"
                  .formatted(files.directory(), failures, name),
              cause);
        }
      }
    }
  }

  private Open fileForMore() throws IOException {
    Open current = open;
    if (current != null && isFull(current)) {
      close();
      current = null;
    }
    if (current == null) {
      current = begin();
      open = current;
    }
    return current;
  }

  private boolean isFull(Open file) {
    return file.appender.position() >= settings.maxFileBytes()
        || clock.millis() - file.header.createdMs() >= settings.maxFileAge().toMillis();
  }

  private Open begin() throws IOException {
    LogFiles.Entry last = files.last();
    lastSequence++;
    LogHeader header =
        LogHeader.of(
            settings.kind(),
            lastSequence,
            clock.millis(),
            last == null ? 0 : last.header().sequence(),
            last == null ? 0 : last.bytes());
    Appender appender = storage.create(files.name(lastSequence));
    try {
      appender.append(header.encode());
      appender.sync();
    } catch (IOException failure) {
      closeAfter(failure, appender);
      throw failure;
    }
    files.put(header, appender.position());
    return new Open(appender, header);
  }

  private void giveUp(IOException cause) {
    Open current = open;
    open = null;
    if (current != null) {
      closeAfter(cause, current.appender);
    }
  }

  private static void closeAfter(IOException failure, Appender appender) {
    try {
      appender.close();
    } catch (IOException again) {
      failure.addSuppressed(again);
    }
  }

  /** Closes the file; all that was written is durable already. */
  @Override
  public void close() throws IOException {
    Open current = open;
    open = null;
    if (current != null) {
      current.appender.close();
    }
  }
}
