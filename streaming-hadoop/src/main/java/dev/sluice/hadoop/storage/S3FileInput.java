package dev.sluice.hadoop.storage;

import dev.sluice.io.StoredInput;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A file that is one object, read a few MiB at once. What fits into one read is kept from the begin
 * on, also when the file is replaced. Thread-safe: guarded by its monitor.
 */
final class S3FileInput implements StoredInput {
  private static final int CHUNK_BYTES = 4 << 20;

  private final S3 s3;
  private final S3.Stored file;
  private long readOffset;
  private byte @Nullable [] read;

  private S3FileInput(S3 s3, S3.Stored file) {
    this.s3 = s3;
    this.file = file;
  }

  static S3FileInput open(S3 s3, S3.Stored file) throws IOException {
    S3FileInput input = new S3FileInput(s3, file);
    if (file.bytes() > 0 && file.bytes() <= CHUNK_BYTES) {
      input.chunk(0);
    }
    return input;
  }

  @Override
  public long size() {
    return file.bytes();
  }

  @Override
  public synchronized int read(long offset, ByteBuffer target) throws IOException {
    int total = 0;
    while (target.hasRemaining() && offset + total < file.bytes()) {
      byte[] chunk = chunk(offset + total);
      int from = (int) (offset + total - readOffset);
      int count = Math.min(target.remaining(), chunk.length - from);
      target.put(chunk, from, count);
      total += count;
    }
    return total;
  }

  private byte[] chunk(long offset) throws IOException {
    byte[] known = read;
    if (known != null && offset >= readOffset && offset < readOffset + known.length) {
      return known;
    }
    long begin = offset - offset % CHUNK_BYTES;
    int length = (int) Math.min(CHUNK_BYTES, file.bytes() - begin);
    byte[] bytes =
        s3.get(file, begin, length)
            .orElseThrow(
                () ->
                    new IOException(
                        "Cannot read " + file.key() + ": it was replaced or deleted meanwhile"));
    if (bytes.length != length) {
      throw new IOException(
          "Cannot read %s: found %d bytes at offset %d, expected %d"
              .formatted(file.key(), bytes.length, begin, length));
    }
    readOffset = begin;
    read = bytes;
    return bytes;
  }

  @Override
  public void close() {}
}
