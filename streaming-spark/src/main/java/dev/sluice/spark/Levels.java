package dev.sluice.spark;

import dev.sluice.rdd.StorageLevel;

/** Storage levels in Spark's words. */
final class Levels {
  private Levels() {}

  static org.apache.spark.storage.StorageLevel of(StorageLevel level) {
    return of(level, level.replication());
  }

  static org.apache.spark.storage.StorageLevel of(StorageLevel level, int replication) {
    return org.apache.spark.storage.StorageLevel.apply(
        level.useDisk(),
        level.useMemory(),
        false,
        level.useMemory() && level.deserialized(),
        replication);
  }
}
