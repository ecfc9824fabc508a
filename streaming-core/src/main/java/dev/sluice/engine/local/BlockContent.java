package dev.sluice.engine.local;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;

/** Where the records of a block are. Immutable; lists and buffers are only read. */
sealed interface BlockContent {
  /** The size of the block as the store counts it. */
  long bytes();

  /** Objects in memory. */
  record Objects(List<?> records, long bytes) implements BlockContent {}

  /** Bytes in memory. */
  record Bytes(ByteBuffer buffer) implements BlockContent {
    @Override
    public long bytes() {
      return buffer.remaining();
    }
  }

  /** Bytes in a file. */
  record OnDisk(Path file, long bytes) implements BlockContent {}
}
