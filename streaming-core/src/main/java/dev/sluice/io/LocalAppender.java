package dev.sluice.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** A new file of the local file system. Confined to one thread at a time. */
final class LocalAppender implements Appender {

  /** Adds what was tried to a failure. */
  @FunctionalInterface
  interface Teller {
    IOException told(String what, String name, IOException failure);
  }

  private final Teller teller;
  private final String name;
  private final Path file;
  private final FileChannel channel;
  private long position;
  private boolean entryDurable;

  LocalAppender(Teller teller, String name, Path file, FileChannel channel) {
    this.teller = teller;
    this.name = name;
    this.file = file;
    this.channel = channel;
  }

  @Override
  public void append(ByteBuffer... buffers) throws IOException {
    try {
      for (ByteBuffer buffer : buffers) {
        while (buffer.hasRemaining()) {
          position += channel.write(buffer);
        }
      }
    } catch (IOException failure) {
      throw teller.told("append to", name, failure);
    }
  }

  @Override
  public long position() {
    return position;
  }

  @Override
  public void sync() throws IOException {
    try {
      channel.force(false);
      Path directory = file.getParent();
      if (!entryDurable && directory != null) {
        FileTrees.forceDirectory(directory);
        entryDurable = true;
      }
    } catch (IOException failure) {
      throw teller.told("sync", name, failure);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
