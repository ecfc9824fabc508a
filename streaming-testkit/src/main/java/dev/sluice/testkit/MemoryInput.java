package dev.sluice.testkit;

import dev.sluice.io.StoredInput;
import java.nio.ByteBuffer;

/** Reads a file of a crashing storage. Guarded by the storage's monitor. */
final class MemoryInput implements StoredInput {
  private final CrashSwitch monitor;
  private final String name;
  private final MemoryFile file;

  MemoryInput(CrashSwitch monitor, String name, MemoryFile file) {
    this.monitor = monitor;
    this.name = name;
    this.file = file;
  }

  @Override
  public long size() {
    synchronized (monitor) {
      monitor.requireAlive("read " + name);
      return file.length();
    }
  }

  @Override
  public int read(long offset, ByteBuffer target) {
    synchronized (monitor) {
      monitor.requireAlive("read " + name);
      return file.read(offset, target);
    }
  }

  @Override
  public void close() {}
}
