package dev.sluice.quarantine;

import dev.sluice.io.Bytes;
import dev.sluice.io.CorruptFileException;
import dev.sluice.io.FramedFile;
import dev.sluice.io.Storage;
import dev.sluice.io.StoredInput;
import dev.sluice.time.Time;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * A file of the quarantined records of one batch: a frame with their number, then a frame for each.
 * The form is described in docs/file-formats.md.
 *
 * @param name in the storage
 * @param bytes how long it is
 * @param records how many it has
 */
public record QuarantineFile(String name, long bytes, int records) {
  static final String SUFFIX = ".quarantine";

  private static final String MAGIC = "SLUICEQR";
  private static final int VERSION = 1;

  /** The file of a batch. */
  static String name(Time time) {
    return "%019d%s".formatted(time.milliseconds(), SUFFIX);
  }

  static void write(Storage storage, String name, Collection<QuarantinedRecord> records)
      throws IOException {
    storage.write(
        name,
        out -> {
          FramedFile.Writer file = new FramedFile.Writer(out, MAGIC, VERSION);
          file.frame(ByteBuffer.allocate(Integer.BYTES).putInt(records.size()).flip());
          for (QuarantinedRecord record : records) {
            file.frame(ByteBuffer.wrap(record.encode().toArray()));
          }
          file.end();
        });
  }

  /** Looks at the begin of a file. */
  static QuarantineFile look(Storage storage, String name) throws IOException {
    try (StoredInput input = storage.open(name)) {
      FramedFile.Reader file = new FramedFile.Reader(input.stream(0), name, MAGIC, VERSION);
      return new QuarantineFile(name, input.size(), count(name, file));
    }
  }

  /** All records, once the file has proved to be whole. */
  static List<QuarantinedRecord> read(Storage storage, String name) throws IOException {
    try (StoredInput input = storage.open(name)) {
      FramedFile.Reader file = new FramedFile.Reader(input.stream(0), name, MAGIC, VERSION);
      int count = count(name, file);
      List<QuarantinedRecord> records = new ArrayList<>();
      for (Optional<ByteBuffer> frame = file.next(); frame.isPresent(); frame = file.next()) {
        records.add(decode(name, frame.get()));
      }
      if (records.size() != count) {
        throw new CorruptFileException(name, 0, records.size() + " records", count + " of them");
      }
      return records;
    }
  }

  private static int count(String name, FramedFile.Reader file) throws IOException {
    Optional<ByteBuffer> frame = file.next().filter(bytes -> bytes.remaining() == Integer.BYTES);
    if (frame.isEmpty()) {
      throw new CorruptFileException(name, 0, "another frame", "a number of records");
    }
    return frame.get().getInt();
  }

  private static QuarantinedRecord decode(String name, ByteBuffer frame) throws IOException {
    try {
      byte[] bytes = new byte[frame.remaining()];
      frame.get(bytes);
      return QuarantinedRecord.decode(Bytes.of(bytes));
    } catch (IllegalArgumentException e) {
      throw new IOException("Cannot read " + name + ": " + e.getMessage(), e);
    }
  }
}
