package dev.sluice.hadoop.storage;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.sync.RequestBody;

/**
 * Takes what becomes one object, whose length has to be known before: up to 8 MiB in memory, more
 * in a temporary file that is its owner's alone. Confined to one thread.
 */
final class Spool extends OutputStream {
  private static final int MOST_IN_MEMORY = 8 << 20;
  private static final long MOST_BYTES = 5L << 30;

  private final ByteArrayOutputStream memory = new ByteArrayOutputStream();
  private @Nullable Path file;
  private @Nullable OutputStream out;
  private long length;

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int start, int count) throws IOException {
    length += count;
    if (length > MOST_BYTES) {
      throw new IOException("S3 takes at most " + MOST_BYTES + " bytes at once, found more");
    }
    OutputStream opened = out;
    if (opened == null && length > MOST_IN_MEMORY) {
      Path temporary = Files.createTempFile("sluice-s3-", ".tmp");
      file = temporary;
      opened = Files.newOutputStream(temporary);
      out = opened;
      memory.writeTo(opened);
      memory.reset();
    }
    if (opened == null) {
      memory.write(bytes, start, count);
    } else {
      opened.write(bytes, start, count);
    }
  }

  /** All that was written. */
  RequestBody body() throws IOException {
    OutputStream opened = out;
    Path temporary = file;
    if (opened == null || temporary == null) {
      return RequestBody.fromBytes(memory.toByteArray());
    }
    opened.flush();
    return RequestBody.fromFile(temporary);
  }

  /** Deletes it. */
  @Override
  public void close() throws IOException {
    OutputStream opened = out;
    Path temporary = file;
    if (opened != null) {
      opened.close();
    }
    if (temporary != null) {
      Files.deleteIfExists(temporary);
    }
  }
}
