package dev.sluice.testkit;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** A file of a crashing storage. Guarded by the storage's monitor. */
final class MemoryFile {
  private static final int WAYS = 5;

  private byte[] bytes;
  private int length;
  private int durable;
  private boolean entryDurable;

  private MemoryFile(byte[] bytes, boolean entryDurable) {
    this.bytes = bytes;
    this.length = bytes.length;
    this.durable = bytes.length;
    this.entryDurable = entryDurable;
  }

  /** An empty file that nothing has made durable. */
  static MemoryFile created() {
    return new MemoryFile(new byte[0], false);
  }

  static MemoryFile durable(byte[] content) {
    return new MemoryFile(content, true);
  }

  int length() {
    return length;
  }

  void append(ByteBuffer more) {
    int count = more.remaining();
    if (length + count > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + count));
    }
    more.get(bytes, length, count);
    length += count;
  }

  void sync() {
    durable = length;
    entryDurable = true;
  }

  void truncate(int to) {
    length = to;
    durable = to;
    entryDurable = true;
  }

  int read(long offset, ByteBuffer target) {
    int count = (int) Math.max(0, Math.min(target.remaining(), length - offset));
    if (count > 0) {
      target.put(bytes, (int) offset, count);
    }
    return count;
  }

  /** What is left of the file; null if the file itself is gone. */
  @Nullable MemoryFile afterCrash(SplittableRandom random) {
    if (!entryDurable && random.nextBoolean()) {
      return null;
    }
    int tail = length - durable;
    if (tail == 0) {
      return durable(Arrays.copyOf(bytes, length));
    }
    int kept = durable + random.nextInt(tail + 1);
    return switch (random.nextInt(WAYS)) {
      case 0 -> durable(Arrays.copyOf(bytes, durable));
      case 1 -> durable(Arrays.copyOf(bytes, length));
      case 2 -> durable(Arrays.copyOf(bytes, kept));
      case 3 -> durable(flipped(random, Arrays.copyOf(bytes, Math.max(kept, durable + 1))));
      default -> durable(holed(random, Arrays.copyOf(bytes, length)));
    };
  }

  private byte[] flipped(SplittableRandom random, byte[] content) {
    int at = durable + random.nextInt(content.length - durable);
    content[at] ^= (byte) (1 << random.nextInt(Byte.SIZE));
    return content;
  }

  private byte[] holed(SplittableRandom random, byte[] content) {
    int from = durable + random.nextInt(content.length - durable);
    int to = from + 1 + random.nextInt(content.length - from);
    Arrays.fill(content, from, to, (byte) 0);
    return content;
  }
}
