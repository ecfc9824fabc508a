package dev.sluice.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/** A storage whose appenders fail or wait when a test says so. */
final class FaultyStorage implements Storage {

  /** How many syncs may happen. */
  final Semaphore syncs = new Semaphore(Integer.MAX_VALUE);

  /** Opens when the first sync that has to wait has begun. */
  final CountDownLatch waiting = new CountDownLatch(1);

  /** How many syncs there were. */
  final AtomicInteger synced = new AtomicInteger();

  /** How many of the next appends, syncs and creates fail. */
  final AtomicInteger failingAppends = new AtomicInteger();

  final AtomicInteger failingSyncs = new AtomicInteger();
  final AtomicInteger failingCreates = new AtomicInteger();

  private final Storage storage;

  FaultyStorage(Storage storage) {
    this.storage = storage;
  }

  private static void failIf(AtomicInteger failures, String message) throws IOException {
    if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      throw new IOException(message);
    }
  }

  @Override
  public Appender create(String name) throws IOException {
    failIf(failingCreates, "no inode");
    Appender appender = storage.create(name);
    return new Appender() {
      @Override
      public void append(ByteBuffer... buffers) throws IOException {
        if (failingAppends.get() > 0) {
          ByteBuffer first = buffers[0];
          appender.append(first.duplicate().limit(first.position() + first.remaining() / 2));
        }
        failIf(failingAppends, "no space");
        appender.append(buffers);
      }

      @Override
      public long position() {
        return appender.position();
      }

      @Override
      public void sync() throws IOException {
        if (!syncs.tryAcquire()) {
          waiting.countDown();
          syncs.acquireUninterruptibly();
        }
        synced.incrementAndGet();
        failIf(failingSyncs, "device error");
        appender.sync();
      }

      @Override
      public void close() throws IOException {
        appender.close();
      }
    };
  }

  @Override
  public void write(String name, Content content) throws IOException {
    storage.write(name, content);
  }

  @Override
  public StoredInput open(String name) throws IOException {
    return storage.open(name);
  }

  @Override
  public List<String> list(String directory) throws IOException {
    return storage.list(directory);
  }

  @Override
  public boolean exists(String name) throws IOException {
    return storage.exists(name);
  }

  @Override
  public void delete(String name) throws IOException {
    storage.delete(name);
  }

  @Override
  public void truncate(String name, long length) throws IOException {
    storage.truncate(name, length);
  }

  @Override
  public Lease lock(String name, String holder) throws IOException {
    return storage.lock(name, holder);
  }
}
