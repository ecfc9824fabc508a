package dev.sluice.cli;

import dev.sluice.receiver.ReceivedBlock;
import dev.sluice.time.Time;
import java.time.Instant;
import java.util.Collection;
import java.util.Locale;

/** Times and numbers in words. */
final class Words {
  private Words() {}

  /** A time as an instant and in milliseconds. */
  static String time(Time time) {
    return Instant.ofEpochMilli(time.milliseconds()) + " (" + time.milliseconds() + " ms)";
  }

  /** So many of something, whose plural ends in an s. */
  static String count(long number, String one) {
    return String.format(Locale.ROOT, "%,d %s%s", number, one, number == 1 ? "" : "s");
  }

  /** How many blocks and records; blocks of unknown content count as having none. */
  static String blocks(Collection<ReceivedBlock> blocks) {
    long records = blocks.stream().mapToLong(block -> block.records().orElse(0)).sum();
    return count(blocks.size(), "block") + " with " + count(records, "record");
  }
}
