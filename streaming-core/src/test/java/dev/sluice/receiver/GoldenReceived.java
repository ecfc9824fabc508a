package dev.sluice.receiver;

import dev.sluice.function.Tuple2;
import dev.sluice.io.KryoSerializer;
import dev.sluice.io.LocalStorage;
import dev.sluice.io.LogPosition;
import dev.sluice.time.ManualClock;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes the log of received data that is kept as a sample of the format: two launches of a
 * receiver, the first with two blocks in two files, the second with one in a third.
 */
final class GoldenReceived {
  static final int STREAM = 2;

  /** The records of the blocks, in order. */
  static final List<List<?>> BLOCKS =
      List.of(
          List.of("a", "größen", ""),
          List.of(1, -2L, 0.5, true, new Tuple2<>("a", 1), new Sample("a", List.of(1, 2))),
          List.of());

  /** Where the blocks are. */
  static final List<LogPosition> POSITIONS =
      List.of(new LogPosition(1, 64, 15), new LogPosition(2, 64, 76), new LogPosition(3, 64, 0));

  private GoldenReceived() {}

  /** A record as a program may have it. */
  record Sample(String name, List<Integer> numbers) {}

  /**
   * Writes the log again; only for a new format version, into a directory of its own.
   *
   * @param arguments the directory
   */
  public static void main(String[] arguments) throws Exception {
    write(Path.of(arguments[0]));
  }

  static List<LogPosition> write(Path directory) throws Exception {
    ManualClock clock = new ManualClock(1_700_000_000_000L);
    List<LogPosition> positions = new ArrayList<>(append(directory, clock, BLOCKS.subList(0, 2)));
    positions.addAll(append(directory, clock, BLOCKS.subList(2, 3)));
    return positions;
  }

  private static List<LogPosition> append(Path directory, ManualClock clock, List<List<?>> blocks)
      throws Exception {
    List<LogPosition> positions = new ArrayList<>();
    Duration minute = Duration.ofMinutes(1);
    try (StorageReceivedLogs logs =
            new StorageReceivedLogs(new LocalStorage(directory), clock, 1, minute, 1);
        ReceivedLogs.Writer writer = logs.open(STREAM)) {
      for (List<?> block : blocks) {
        ByteBuffer bytes = new KryoSerializer().serialize(block.iterator());
        positions.add(writer.append(bytes).get());
        clock.advance(minute);
      }
    }
    return positions;
  }
}
