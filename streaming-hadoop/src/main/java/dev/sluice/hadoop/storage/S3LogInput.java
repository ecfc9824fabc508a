package dev.sluice.hadoop.storage;

import dev.sluice.io.StoredInput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A file of appends, each an object that is read at once. While it is not ended, S3 is asked for
 * more. Thread-safe: guarded by its monitor.
 */
final class S3LogInput implements StoredInput {
  private final S3 s3;
  private final S3Log log;

  /** The appends by the offsets of their first bytes. */
  private final NavigableMap<Long, S3.Stored> parts = new TreeMap<>();

  private long length;
  private boolean ended;
  private long readOffset;
  private byte @Nullable [] read;

  private S3LogInput(S3 s3, S3Log log) {
    this.s3 = s3;
    this.log = log;
  }

  static S3LogInput open(S3 s3, S3Log log) throws IOException {
    S3LogInput input = new S3LogInput(s3, log);
    input.size();
    return input;
  }

  @Override
  public synchronized long size() throws IOException {
    if (!ended) {
      List<S3.Stored> more = log.list(parts.size());
      for (S3.Stored part : more) {
        if (part.bytes() > 0) {
          parts.put(length, part);
          length += part.bytes();
        }
      }
      ended = S3Log.isEnd(more);
    }
    return length;
  }

  @Override
  public synchronized int read(long offset, ByteBuffer target) throws IOException {
    if (offset + target.remaining() > length) {
      size();
    }
    int total = 0;
    while (target.hasRemaining() && offset + total < length) {
      byte[] part = part(offset + total);
      int from = (int) (offset + total - readOffset);
      int count = Math.min(target.remaining(), part.length - from);
      target.put(part, from, count);
      total += count;
    }
    return total;
  }

  private byte[] part(long offset) throws IOException {
    byte[] known = read;
    if (known != null && offset >= readOffset && offset < readOffset + known.length) {
      return known;
    }
    Map.Entry<Long, S3.Stored> entry = parts.floorEntry(offset);
    S3.Stored part = entry.getValue();
    byte[] bytes =
        s3.get(part, 0, Math.toIntExact(part.bytes()))
            .orElseThrow(
                () -> new IOException("Cannot read " + part.key() + ": it was deleted meanwhile"));
    readOffset = entry.getKey();
    read = bytes;
    return bytes;
  }

  @Override
  public synchronized void close() {
    read = null;
  }
}
