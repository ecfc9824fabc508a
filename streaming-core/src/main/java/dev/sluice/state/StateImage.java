package dev.sluice.state;

import dev.sluice.function.VoidFunction;
import dev.sluice.io.CorruptFileException;
import dev.sluice.io.FramedFile;
import dev.sluice.io.Serializer;
import dev.sluice.io.Storage;
import dev.sluice.io.StoredInput;
import dev.sluice.time.Time;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A file of states: all of one partition, or what changed in it. Each frame is a block of up to
 * {@value #ENTRIES} entries, each the key, the state (null for a removal) and the time of its last
 * update in ms. The form is described in docs/file-formats.md.
 */
public final class StateImage {
  private static final String MAGIC = "SLUICEST";
  private static final int VERSION = 1;
  private static final int ENTRIES = 1024;

  private StateImage() {}

  /**
   * Writes a file. An interrupt of the thread ends that with an error, and stays set.
   *
   * @return how many entries it has
   */
  public static <K, S> long write(
      Storage storage, String name, Serializer serializer, Iterable<StateChange<K, S>> entries)
      throws IOException {
    long[] written = {0};
    storage.write(
        name,
        out -> {
          FramedFile.Writer file = new FramedFile.Writer(out, MAGIC, VERSION);
          List<@Nullable Object> frame = new ArrayList<>(3 * ENTRIES);
          for (StateChange<K, S> entry : entries) {
            frame.add(entry.key());
            frame.add(entry.state().orElse(null));
            frame.add(entry.updated().milliseconds());
            written[0]++;
            if (frame.size() == 3 * ENTRIES) {
              requireGoOn("write", name);
              file.frame(serializer.serialize(frame));
              frame.clear();
            }
          }
          if (!frame.isEmpty()) {
            file.frame(serializer.serialize(frame));
          }
          file.end();
        });
    return written[0];
  }

  /**
   * Reads a file, entry by entry, in the order in which they were written. Only when this returns
   * was the file whole: what the action got before an error must be dropped.
   *
   * @throws CorruptFileException if the file is damaged or cut short
   * @throws dev.sluice.io.NewerFormatException if a later version wrote it
   */
  public static <K, S> void read(
      Storage storage, String name, Serializer serializer, VoidFunction<StateChange<K, S>> action)
      throws Exception {
    try (StoredInput input = storage.open(name)) {
      FramedFile.Reader file = new FramedFile.Reader(input.stream(0), name, MAGIC, VERSION);
      for (Optional<ByteBuffer> frame = file.next(); frame.isPresent(); frame = file.next()) {
        requireGoOn("read", name);
        Iterator<@Nullable Object> fields = serializer.deserialize(frame.get());
        while (fields.hasNext()) {
          action.call(entry(name, fields));
        }
      }
    }
  }

  /**
   * Reads a file without understanding its entries.
   *
   * @throws CorruptFileException if the file is damaged or cut short
   * @throws dev.sluice.io.NewerFormatException if a later version wrote it
   */
  public static void verify(Storage storage, String name) throws IOException {
    try (StoredInput input = storage.open(name)) {
      FramedFile.Reader file = new FramedFile.Reader(input.stream(0), name, MAGIC, VERSION);
      while (file.next().isPresent()) {
        requireGoOn("read", name);
      }
    }
  }

  private static void requireGoOn(String what, String name) throws InterruptedIOException {
    if (Thread.currentThread().isInterrupted()) {
      throw new InterruptedIOException(
          "Cannot " + what + " " + name + ": the thread was interrupted");
    }
  }

  @SuppressWarnings({"unchecked", "NullAway"}) // written as a K, an S or null, and a Long
  private static <K, S> StateChange<K, S> entry(String name, Iterator<@Nullable Object> fields)
      throws IOException {
    K key = (K) fields.next();
    S state = fields.hasNext() ? (S) fields.next() : null;
    Object updated = fields.hasNext() ? fields.next() : null;
    if (!(updated instanceof Long updatedMs)) {
      throw new CorruptFileException(name, 0, "an entry without time", "key, state and time");
    }
    return new StateChange<>(key, Optional.ofNullable(state), new Time(updatedMs));
  }
}
