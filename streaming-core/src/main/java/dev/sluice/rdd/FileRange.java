package dev.sluice.rdd;

import dev.sluice.io.Locations;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;

/** The bytes of a file from one position to another. Confined to the task's thread. */
final class FileRange extends InputStream {
  private final SeekableByteChannel channel;
  private final long to;

  private FileRange(SeekableByteChannel channel, long to) {
    this.channel = channel;
    this.to = to;
  }

  /** Opens a range; one that reaches beyond the end of the file ends there. */
  static FileRange open(String path, long from, long to) throws IOException {
    SeekableByteChannel channel =
        Files.newByteChannel(Locations.path(path), StandardOpenOption.READ);
    try {
      return new FileRange(channel.position(from), to);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    long left = to - channel.position();
    if (left <= 0) {
      return -1;
    }
    return channel.read(ByteBuffer.wrap(bytes, offset, (int) Math.min(length, left)));
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
