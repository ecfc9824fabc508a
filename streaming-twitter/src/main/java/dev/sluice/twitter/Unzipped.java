package dev.sluice.twitter;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * What was compressed by gzip, as it comes. Nothing is read before it is asked for, not even the
 * head, which may not come. Confined to one thread.
 */
final class Unzipped extends InputStream {
  private final InputStream zipped;
  private @Nullable InputStream plain;

  Unzipped(InputStream zipped) {
    this.zipped = zipped;
  }

  @Override
  public int read() throws IOException {
    return plain().read();
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    return plain().read(bytes, offset, length);
  }

  private InputStream plain() throws IOException {
    InputStream opened = plain;
    if (opened == null) {
      opened = new GZIPInputStream(zipped);
      plain = opened;
    }
    return opened;
  }

  @Override
  public void close() throws IOException {
    if (plain == null) {
      zipped.close();
    } else {
      plain.close();
    }
  }
}
