package dev.sluice.rdd;

import java.io.Serializable;
import java.util.StringJoiner;

/**
 * Where and how records are kept. Immutable.
 *
 * @param useDisk whether they may go to disk
 * @param useMemory whether they are kept in memory
 * @param deserialized whether memory holds objects rather than bytes
 * @param replication how many copies on different hosts, 1 to 39; an engine of one process keeps
 *     one
 */
public record StorageLevel(
    boolean useDisk, boolean useMemory, boolean deserialized, int replication)
    implements Serializable {
  /** Not kept. */
  public static final StorageLevel NONE = new StorageLevel(false, false, false, 1);

  /** Bytes on disk. */
  public static final StorageLevel DISK_ONLY = new StorageLevel(true, false, false, 1);

  /** Bytes on disk, two copies. */
  public static final StorageLevel DISK_ONLY_2 = new StorageLevel(true, false, false, 2);

  /** Bytes on disk, three copies. */
  public static final StorageLevel DISK_ONLY_3 = new StorageLevel(true, false, false, 3);

  /** Objects in memory. */
  public static final StorageLevel MEMORY_ONLY = new StorageLevel(false, true, true, 1);

  /** Objects in memory, two copies. */
  public static final StorageLevel MEMORY_ONLY_2 = new StorageLevel(false, true, true, 2);

  /** Bytes in memory. */
  public static final StorageLevel MEMORY_ONLY_SER = new StorageLevel(false, true, false, 1);

  /** Bytes in memory, two copies. */
  public static final StorageLevel MEMORY_ONLY_SER_2 = new StorageLevel(false, true, false, 2);

  /** Objects in memory, on disk when memory is short. */
  public static final StorageLevel MEMORY_AND_DISK = new StorageLevel(true, true, true, 1);

  /** Objects in memory, on disk when memory is short, two copies. */
  public static final StorageLevel MEMORY_AND_DISK_2 = new StorageLevel(true, true, true, 2);

  /** Bytes in memory, on disk when memory is short. */
  public static final StorageLevel MEMORY_AND_DISK_SER = new StorageLevel(true, true, false, 1);

  /** Bytes in memory, on disk when memory is short, two copies: the default of received data. */
  public static final StorageLevel MEMORY_AND_DISK_SER_2 = new StorageLevel(true, true, false, 2);

  /** As {@link #MEMORY_AND_DISK_SER}: no engine keeps blocks outside of the heap. */
  public static final StorageLevel OFF_HEAP = MEMORY_AND_DISK_SER;

  /** Checks the number of copies. */
  public StorageLevel {
    if (replication < 1 || replication >= 40) {
      throw new IllegalArgumentException(
          "Cannot create a storage level: found replication " + replication + ", expected 1 to 39");
    }
  }

  /** Whether records are kept at all. */
  public boolean isKept() {
    return useMemory || useDisk;
  }

  /** Such as {@code Disk Memory Serialized 2x Replicated}. */
  public String description() {
    StringJoiner words = new StringJoiner(" ");
    if (useDisk) {
      words.add("Disk");
    }
    if (useMemory) {
      words.add("Memory");
    }
    words.add(deserialized ? "Deserialized" : "Serialized");
    return words.add(replication + "x Replicated").toString();
  }

  @Override
  public String toString() {
    StringJoiner words = new StringJoiner(", ", "StorageLevel(", ")");
    if (useDisk) {
      words.add("disk");
    }
    if (useMemory) {
      words.add("memory");
    }
    if (deserialized) {
      words.add("deserialized");
    }
    return words.add(replication + " replicas").toString();
  }
}
