package dev.sluice.io;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what a log on a storage holds, without changing it. Files are chained: each names the
 * one before and how much of it counts. What is not on the chain was given up while it was made.
 * Confined to one thread.
 */
final class LogRecovery {

  /** A file whose end is no part of the log. */
  record Torn(String file, long offset, long bytes) {}

  private final Storage storage;
  private final String kind;
  private final LogFiles files;
  private final List<String> givenUp = new ArrayList<>();
  private final List<Torn> torn = new ArrayList<>();

  private LogRecovery(Storage storage, String directory, String kind) {
    this.storage = storage;
    this.kind = kind;
    this.files = new LogFiles(directory);
  }

  static LogRecovery of(Storage storage, String directory, String kind) throws IOException {
    LogRecovery recovery = new LogRecovery(storage, directory, kind);
    recovery.recover();
    return recovery;
  }

  /** The files on the chain. */
  LogFiles files() {
    return files;
  }

  /** The names of files that are not. */
  List<String> givenUp() {
    return givenUp;
  }

  /** What a crash left at the log's end. */
  List<Torn> torn() {
    return torn;
  }

  private void recover() throws IOException {
    NavigableMap<Long, String> names = new TreeMap<>();
    for (String name : storage.list(files.directory())) {
      long sequence = LogFiles.sequence(name);
      if (sequence >= 1) {
        names.put(sequence, name);
      }
    }
    LogHeader next = newest(names);
    while (next != null && !names.isEmpty()) {
      next = before(next, names);
    }
  }

  private @Nullable LogHeader newest(NavigableMap<Long, String> names) throws IOException {
    while (!names.isEmpty()) {
      String name = names.pollLastEntry().getValue();
      try (StoredInput input = storage.open(name)) {
        LogHeader header = header(name, input);
        if (header != null) {
          files.put(header, durableBytes(name, input, header));
          return header;
        }
        givenUp.add(name);
        if (input.size() > 0) {
          torn.add(new Torn(name, 0, input.size()));
        }
      }
    }
    return null;
  }

  private long durableBytes(String name, StoredInput input, LogHeader header) throws IOException {
    long size = input.size();
    FrameReader frames = new FrameReader(input, header, LogHeader.BYTES, size);
    while (frames.next() != null) {
      // Each is checked as it is read.
    }
    FrameReader.Fault fault = frames.fault();
    if (fault == null) {
      return size;
    }
    long offset = frames.offset();
    if (LogTail.proofOfDamage(input, header, offset, size) >= 0) {
      throw new CorruptLogException(name, offset, fault.why(), fault.found(), fault.expected());
    }
    torn.add(new Torn(name, offset, size - offset));
    return offset;
  }

  private @Nullable LogHeader before(LogHeader next, NavigableMap<Long, String> names)
      throws IOException {
    while (!names.isEmpty() && names.lastKey() > next.previousSequence()) {
      givenUp.add(names.pollLastEntry().getValue());
    }
    if (names.isEmpty()) {
      return null;
    }
    String expected = files.name(next.previousSequence());
    if (names.lastKey() != next.previousSequence()) {
      throw new CorruptLogException(expected, 0, "the file is missing", "none", "that file");
    }
    String name = names.pollLastEntry().getValue();
    try (StoredInput input = storage.open(name)) {
      LogHeader header = header(name, input);
      if (header == null || input.size() < next.previousBytes()) {
        throw new CorruptLogException(
            name,
            input.size(),
            "the file ends too early",
            input.size() + " bytes",
            "at least " + next.previousBytes());
      }
      files.put(header, next.previousBytes());
      return header;
    }
  }

  private @Nullable LogHeader header(String name, StoredInput input) throws IOException {
    LogHeader header = LogHeader.read(name, input);
    if (header != null && header.sequence() != LogFiles.sequence(name)) {
      throw new CorruptLogException(
          name, 24, "the file has another's name", header.sequence(), LogFiles.sequence(name));
    }
    if (header != null && !header.kind().equals(kind)) {
      throw new CorruptLogException(name, 16, "a log of another kind", header.kind(), kind);
    }
    return header;
  }
}
