package dev.sluice.benchmarks.plain;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * Word counts by bytes: the ends of words are found eight bytes at a time; longer words than 16
 * bytes go to a map.
 */
final class FastCounts implements Part<FastCounts> {
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGH = 0x8080808080808080L;
  // A byte below this ends a word.
  private static final long BLANK = 0x21 * ONES;
  private static final int BEYOND = 16;

  private final Output output;
  private final ByteTable table = new ByteTable();
  private final Map<String, Long> longWords = new HashMap<>();
  private byte[] buffer = new byte[512];

  FastCounts(Output output) {
    this.output = output;
  }

  @Override
  @SuppressWarnings("deprecation") // The one that copies the low bytes without an allocation.
  public void line(String line) {
    int length = line.length();
    if (length + 1 + BEYOND > buffer.length) {
      buffer = new byte[2 * (length + 1 + BEYOND)];
    }
    line.getBytes(0, length, buffer, 0);
    buffer[length] = '\n';
    bytes(buffer, 0, length + 1);
  }

  @Override
  public void bytes(byte[] block, int from, int to) {
    int at = from;
    while (at < to) {
      long first = (long) ByteTable.LONG.get(block, at);
      long end = ends(first);
      if (end != 0) {
        int bits = bitsBefore(end);
        if (bits != 0) {
          table.add(first & ((1L << bits) - 1), 0, 1);
        }
        at += (bits >>> 3) + 1;
      } else {
        at = secondHalf(block, at, first);
      }
    }
  }

  private int secondHalf(byte[] block, int at, long first) {
    long second = (long) ByteTable.LONG.get(block, at + Long.BYTES);
    long end = ends(second);
    if (end == 0) {
      return longWord(block, at);
    }
    int bits = bitsBefore(end);
    table.add(first, second & ((1L << bits) - 1), 1);
    return at + Long.BYTES + (bits >>> 3) + 1;
  }

  /** The highest bit of each byte that ends a word, of ASCII; the lowest such bit is exact. */
  private static long ends(long bytes) {
    return (bytes - BLANK) & ~bytes & HIGH;
  }

  private static int bitsBefore(long ends) {
    return Long.numberOfTrailingZeros(ends) - (Byte.SIZE - 1);
  }

  private int longWord(byte[] block, int from) {
    int to = from;
    while (block[to] > ' ') {
      to++;
    }
    String word = new String(block, from, to - from, StandardCharsets.ISO_8859_1);
    longWords.merge(word, 1L, Long::sum);
    return to + 1;
  }

  @Override
  public void merge(FastCounts other) {
    table.take(other.table);
    other.longWords.forEach((word, count) -> longWords.merge(word, count, Long::sum));
    other.longWords.clear();
  }

  @Override
  public void emit(long batchEndMs) {
    String[] words = new String[table.size() + longWords.size()];
    long[] counts = new long[words.length];
    int n = table.takeInto(words, counts);
    for (Map.Entry<String, Long> entry : longWords.entrySet()) {
      words[n] = entry.getKey();
      counts[n++] = entry.getValue();
    }
    longWords.clear();
    output.words(batchEndMs, words, counts, n);
  }
}
