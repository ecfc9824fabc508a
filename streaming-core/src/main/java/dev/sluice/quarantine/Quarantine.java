package dev.sluice.quarantine;

import dev.sluice.io.Storage;
import dev.sluice.io.StoragePlace;
import dev.sluice.time.Time;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/**
 * Files of records that functions failed on, one for each batch that had some. Programs write them
 * by {@code stream.onError(ErrorPolicy.quarantine(directory))}, in the order of batch times; a file
 * is replaced as a whole when its batch runs again or somebody reads that batch for the first time.
 * Files that are no longer wanted may be deleted by hand while no program uses the directory.
 *
 * <p>Thread-safe: writes are guarded by its monitor. Only one program at a time may write.
 */
@SuppressWarnings("serial") // its storage goes to tasks instead
public final class Quarantine implements Serializable {
  private final StoragePlace place;

  private Quarantine(StoragePlace place) {
    this.place = place;
  }

  /**
   * The quarantine in a directory, which need not exist yet.
   *
   * @throws IllegalArgumentException if the text is no path or {@code file:} URI, nor a URI that
   *     something on the class path knows
   */
  public static Quarantine of(String directory) {
    return new Quarantine(StoragePlace.of("quarantine directory", directory));
  }

  private Object writeReplace() {
    return new Stored(place.storage());
  }

  /** Stands for a quarantine on its way to tasks that read it. */
  @SuppressWarnings("serial") // a storage that others see is serializable
  private record Stored(Storage storage) implements Serializable {
    private Object readResolve() {
      return Quarantine.of(storage);
    }
  }

  /** The quarantine in a storage's root, beside other files that may be there. */
  public static Quarantine of(Storage storage) {
    return new Quarantine(StoragePlace.of(storage));
  }

  /** Where it is. */
  public StoragePlace place() {
    return place;
  }

  /**
   * The files, oldest batch first; none if the directory does not exist.
   *
   * @throws IOException if they cannot be listed, or the begin of one is damaged
   */
  public List<QuarantineFile> files() throws IOException {
    List<QuarantineFile> files = new ArrayList<>();
    for (String name : place.storage().list("")) {
      if (name.endsWith(QuarantineFile.SUFFIX)) {
        files.add(QuarantineFile.look(place.storage(), name));
      }
    }
    return files;
  }

  /**
   * The records of a file, in the order of operators, partitions and records.
   *
   * @throws IOException if the file is gone or damaged
   */
  public List<QuarantinedRecord> read(String file) throws IOException {
    return QuarantineFile.read(place.storage(), file);
  }

  /**
   * The records of all files; there must be memory for them.
   *
   * @throws IOException if a file is damaged
   */
  public List<QuarantinedRecord> read() throws IOException {
    List<QuarantinedRecord> records = new ArrayList<>();
    for (QuarantineFile file : files()) {
      records.addAll(read(file.name()));
    }
    return records;
  }

  /**
   * Adds those records of a batch that are not there yet; durable when it returns. A crash leaves
   * the file of the batch as it was or as it is to be.
   *
   * @throws IOException if the file that is there cannot be read, or the new one not written
   */
  public synchronized void add(Time batch, Collection<QuarantinedRecord> records)
      throws IOException {
    String name = QuarantineFile.name(batch);
    TreeSet<QuarantinedRecord> all = new TreeSet<>(QuarantinedRecord.BY_IDENTITY);
    if (place.storage().exists(name)) {
      all.addAll(read(name));
    }
    if (all.addAll(records)) {
      QuarantineFile.write(place.storage(), name, all);
    }
  }

  /** Where it is. */
  @Override
  public String toString() {
    return place.toString();
  }
}
