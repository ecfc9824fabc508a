package dev.sluice.kinesis.peer;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A place in a shard, for five minutes. Immutable. */
record Iterator(String stream, String shard, int index, long madeMs) {
  private static final long LIFE_MS = 300_000;
  private static final String SEPARATOR = "\n";

  static Iterator at(String stream, Shard shard, int index) {
    return new Iterator(stream, shard.id(), index, System.currentTimeMillis());
  }

  /** As clients see it: they must not make anything of it. */
  String text() {
    String parts =
        String.join(SEPARATOR, stream, shard, Integer.toString(index), Long.toString(madeMs));
    return Base64.getUrlEncoder().encodeToString(parts.getBytes(StandardCharsets.UTF_8));
  }

  static Iterator parse(String text) {
    try {
      String[] parts =
          new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split(SEPARATOR);
      Iterator found =
          new Iterator(parts[0], parts[1], Integer.parseInt(parts[2]), Long.parseLong(parts[3]));
      if (System.currentTimeMillis() - found.madeMs > LIFE_MS) {
        throw new RefusedCall("ExpiredIteratorException", "Iterator expired");
      }
      return found;
    } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
      throw new RefusedCall("InvalidArgumentException", "Invalid ShardIterator");
    }
  }
}
