package dev.sluice.testkit;

import dev.sluice.io.Appender;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Appends to a file of a crashing storage. Guarded by the storage's monitor. */
final class MemoryAppender implements Appender {
  private final CrashSwitch monitor;
  private final String name;
  private final MemoryFile file;
  private boolean closed;

  MemoryAppender(CrashSwitch monitor, String name, MemoryFile file) {
    this.monitor = monitor;
    this.name = name;
    this.file = file;
  }

  @Override
  public void append(ByteBuffer... buffers) throws IOException {
    String what = "append to " + name;
    synchronized (monitor) {
      requireOpen(what);
      monitor.change(
          what,
          () -> {
            for (ByteBuffer buffer : buffers) {
              append(what, buffer);
            }
          });
    }
  }

  private void append(String what, ByteBuffer buffer) throws IOException {
    int wanted = buffer.remaining();
    int taken = monitor.takeSome(wanted);
    file.append(buffer.duplicate().limit(buffer.position() + taken));
    buffer.position(buffer.position() + taken);
    if (taken < wanted) {
      throw monitor.full(what, wanted - taken);
    }
  }

  @Override
  public long position() {
    synchronized (monitor) {
      return file.length();
    }
  }

  @Override
  public void sync() throws IOException {
    synchronized (monitor) {
      requireOpen("sync " + name);
      monitor.change("sync " + name, file::sync);
    }
  }

  private void requireOpen(String what) throws IOException {
    if (closed) {
      throw new IOException("Cannot " + what + ": it is closed");
    }
  }

  @Override
  public void close() {
    synchronized (monitor) {
      closed = true;
    }
  }
}
