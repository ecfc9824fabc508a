package dev.sluice.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a {@link RecordLog} without changing it, be it in use or not. Thread-safe: each call opens
 * the files it reads.
 */
public final class LogReader {
  private final Storage storage;
  private final LogFiles files;

  LogReader(Storage storage, LogFiles files) {
    this.storage = storage;
    this.files = files;
  }

  /**
   * Finds the log's files and checks the newest. What is appended later is not seen.
   *
   * @param directory where the log is; a directory that does not exist is a log without records
   * @param kind what the records are, see {@link LogSettings}
   * @param events hears of a torn tail, which stays as it is
   * @throws CorruptLogException if a file is damaged, missing or of another kind
   * @throws NewerFormatException if a file is of a later version
   */
  public static LogReader open(Storage storage, String directory, String kind, LogEvents events)
      throws IOException {
    LogRecovery found = LogRecovery.of(storage, directory, kind);
    found.torn().forEach(torn -> events.tornTail(torn.file(), torn.offset(), torn.bytes()));
    return new LogReader(storage, found.files());
  }

  /** The log's files, oldest first. */
  public List<LogFile> files() {
    return files.from(0).stream().map(files::describe).toList();
  }

  /** Whether no file has been deleted, so that {@link #replay} visits all there ever were. */
  public boolean isWhole() {
    List<LogFiles.Entry> entries = files.from(0);
    return entries.isEmpty() || entries.get(0).header().previousSequence() == 0;
  }

  /**
   * Visits all records, oldest first.
   *
   * @throws CorruptLogException if a file is damaged
   */
  public void replay(LogVisitor visitor) throws IOException {
    for (LogFiles.Entry entry : files.from(0)) {
      replay(entry, LogHeader.BYTES, visitor);
    }
  }

  /**
   * Visits the records behind one, oldest first.
   *
   * @param last the last record that is not visited
   * @throws CorruptLogException if a file is damaged, or records behind {@code last} are no longer
   *     there
   */
  public void replayAfter(LogPosition last, LogVisitor visitor) throws IOException {
    List<LogFiles.Entry> entries = files.from(last.sequence());
    LogFiles.Entry first = entries.isEmpty() ? null : entries.get(0);
    if (first == null || !continues(first.header(), last)) {
      throw new CorruptLogException(
          files.name(last.sequence()), last.offset(), "the file is missing", "none", "that file");
    }
    for (LogFiles.Entry entry : entries) {
      boolean holdsLast = entry.header().sequence() == last.sequence();
      replay(entry, holdsLast ? last.end() : LogHeader.BYTES, visitor);
    }
  }

  private static boolean continues(LogHeader first, LogPosition last) {
    return first.sequence() == last.sequence()
        || (first.previousSequence() == last.sequence() && first.previousBytes() == last.end());
  }

  private void replay(LogFiles.Entry entry, long start, LogVisitor visitor) throws IOException {
    long sequence = entry.header().sequence();
    String name = files.name(sequence);
    try (StoredInput input = storage.open(name)) {
      FrameReader frames = new FrameReader(input, entry.header(), start, entry.bytes());
      ByteBuffer payload = frames.next();
      while (payload != null) {
        LogPosition position = new LogPosition(sequence, frames.offset(), payload.remaining());
        visitor.visit(position, payload);
        payload = frames.next();
      }
      requireSound(name, frames);
    }
  }

  private static void requireSound(String name, FrameReader frames) throws CorruptLogException {
    FrameReader.Fault fault = frames.fault();
    if (fault != null) {
      throw new CorruptLogException(
          name, frames.offset(), fault.why(), fault.found(), fault.expected());
    }
  }

  /**
   * Reads one record into a new buffer.
   *
   * @throws CorruptLogException if it is damaged or there is no such record, be it that its file
   *     was deleted
   */
  public ByteBuffer read(LogPosition position) throws IOException {
    String name = files.name(position.sequence());
    LogFiles.Entry entry = files.get(position.sequence());
    if (entry == null || position.end() > entry.bytes()) {
      throw missing(name, position, entry);
    }
    ByteBuffer frame = ByteBuffer.allocate(LogFrames.OVERHEAD + position.length());
    try (StoredInput input = storage.open(name)) {
      input.readFully(position.offset(), frame);
    }
    int length = frame.getInt(0);
    if (length != position.length()) {
      throw new CorruptLogException(
          name, position.offset(), "a record of another length", length, position.length());
    }
    ByteBuffer payload = frame.position(LogFrames.OVERHEAD).slice();
    int back = frame.getInt(LogFrames.BACK);
    int actual = new LogFrames().checksum(entry.header(), position.offset(), back, payload);
    int checksum = frame.getInt(LogFrames.CHECKSUM);
    if (actual != checksum) {
      throw new CorruptLogException(
          name,
          position.offset(),
          "bad checksum",
          "0x" + Integer.toHexString(checksum),
          "0x" + Integer.toHexString(actual));
    }
    return payload.rewind();
  }

  private static CorruptLogException missing(
      String name, LogPosition position, LogFiles.@Nullable Entry entry) {
    return new CorruptLogException(
        name,
        position.offset(),
        "there is no such record",
        entry == null ? "no file" : "a file of " + entry.bytes() + " bytes",
        "a record of " + position.length() + " bytes");
  }
}
