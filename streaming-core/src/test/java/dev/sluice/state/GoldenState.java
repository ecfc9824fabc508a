package dev.sluice.state;

import dev.sluice.function.Tuple2;
import dev.sluice.io.ClassNames;
import dev.sluice.io.KryoSerializer;
import dev.sluice.io.LocalStorage;
import dev.sluice.io.Serializer;
import dev.sluice.time.Time;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Writes the files of states that are kept as samples of the format. */
final class GoldenState {
  static final Serializer SERIALIZER = KryoSerializer.evolving(ClassNames.unrestricted());

  /** A full image. */
  static final String IMAGE = "state/totals/0000001700000000000-00000.state";

  /** What had changed after it. */
  static final String CHANGES = "state/totals/0000001700000010000-00000.state";

  /** A partition without keys. */
  static final String EMPTY = "state/totals/0000001700000000000-00001.state";

  static final List<StateChange<Object, Object>> IMAGE_ENTRIES =
      List.of(
          entry("a", 1),
          entry("größen", -2L),
          entry(3, 0.5),
          entry(4L, true),
          entry(new Tuple2<>("a", 1), new Tuple2<>(2L, "größen")),
          entry("record", new Total("a", 3, List.of(1L, 2L))),
          entry(new Total("key", 0, List.of()), "of a record"));

  static final List<StateChange<Object, Object>> CHANGE_ENTRIES =
      List.of(entry("a", 2), new StateChange<>(3, Optional.empty(), time(10)));

  private GoldenState() {}

  /** A record as a program may have it. */
  record Total(String name, int count, List<Long> values) {}

  private static StateChange<Object, Object> entry(Object key, Object state) {
    return new StateChange<>(key, Optional.of(state), time(0));
  }

  private static Time time(int seconds) {
    return new Time(1_700_000_000_000L + seconds * 1_000L);
  }

  /**
   * Writes the files again; only for a new format version, into a directory of its own.
   *
   * @param arguments the directory
   */
  public static void main(String[] arguments) throws Exception {
    write(Path.of(arguments[0]));
  }

  static void write(Path directory) throws Exception {
    LocalStorage storage = new LocalStorage(directory);
    StateImage.write(storage, IMAGE, SERIALIZER, IMAGE_ENTRIES);
    StateImage.write(storage, CHANGES, SERIALIZER, CHANGE_ENTRIES);
    StateImage.write(storage, EMPTY, SERIALIZER, List.of());
  }
}
