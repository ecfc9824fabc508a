package dev.sluice.io;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The files of a log with their durable lengths. Thread-safe: a concurrent map. */
final class LogFiles {
  private static final Pattern NAME = Pattern.compile("(?:.*/)?(\\d{20})\\.log");

  /** A file that has a valid header. */
  record Entry(LogHeader header, long bytes) {}

  private final String directory;
  private final ConcurrentSkipListMap<Long, Entry> entries = new ConcurrentSkipListMap<>();

  LogFiles(String directory) {
    this.directory = directory;
  }

  String directory() {
    return directory;
  }

  String name(long sequence) {
    return "%s/%020d.log".formatted(directory, sequence);
  }

  /** The number in a log file's name; -1 if it is not one. */
  static long sequence(String name) {
    Matcher matcher = NAME.matcher(name);
    if (!matcher.matches()) {
      return -1;
    }
    try {
      return Long.parseLong(matcher.group(1));
    } catch (NumberFormatException tooLarge) {
      return -1;
    }
  }

  void put(LogHeader header, long bytes) {
    entries.put(header.sequence(), new Entry(header, bytes));
  }

  void remove(long sequence) {
    entries.remove(sequence);
  }

  @Nullable Entry get(long sequence) {
    return entries.get(sequence);
  }

  @Nullable Entry last() {
    Map.Entry<Long, Entry> last = entries.lastEntry();
    return last == null ? null : last.getValue();
  }

  List<Entry> from(long sequence) {
    return List.copyOf(entries.tailMap(sequence, true).values());
  }

  LogFile describe(Entry entry) {
    LogHeader header = entry.header();
    return new LogFile(
        name(header.sequence()), header.sequence(), header.createdMs(), entry.bytes());
  }
}
