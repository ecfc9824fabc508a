package dev.sluice.benchmarks.plain;

import dev.sluice.benchmarks.harness.Chunk;

/** What a receiver hands to the workers. */
sealed interface Item {
  /** Adds it to a part. */
  void into(Part<?> part);

  /** Lines. */
  final class Lines implements Item {
    private final String[] lines;
    private final int from;
    private final int to;

    Lines(String[] lines, int from, int to) {
      this.lines = lines;
      this.from = from;
      this.to = to;
    }

    static Lines of(Chunk chunk) {
      return new Lines(chunk.records(), chunk.from(), chunk.to());
    }

    @Override
    public void into(Part<?> part) {
      for (int i = from; i < to; i++) {
        part.line(lines[i]);
      }
    }
  }

  /** Bytes as they came over a socket, cut behind a line feed; some bytes more exist. */
  final class Block implements Item {
    private final byte[] bytes;
    private final int length;

    Block(byte[] bytes, int length) {
      this.bytes = bytes;
      this.length = length;
    }

    byte[] bytes() {
      return bytes;
    }

    @Override
    public void into(Part<?> part) {
      part.bytes(bytes, 0, length);
    }
  }
}
