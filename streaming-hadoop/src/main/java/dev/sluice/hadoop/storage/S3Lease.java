package dev.sluice.hadoop.storage;

import dev.sluice.io.Lease;
import dev.sluice.io.LockRecord;
import dev.sluice.io.LockedException;
import dev.sluice.io.Storage;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A lock on S3. A thread {@code sluice-lease-<name>} of its own tells now and then that the process
 * lives; after 60 s without that another process may take it. Thread-safe: the flag is atomic, the
 * last failure volatile.
 */
final class S3Lease implements Lease {
  private final S3Locks locks;
  private final String name;
  private final long token;
  private final String holder;
  private final Consumer<S3Lease> onClose;
  private final AtomicBoolean closed = new AtomicBoolean();
  private final CountDownLatch end = new CountDownLatch(1);
  private final Thread renewer;
  private volatile @Nullable IOException notRenewed;

  private S3Lease(
      S3Locks locks, String name, long token, String holder, Consumer<S3Lease> onClose) {
    this.locks = locks;
    this.name = name;
    this.token = token;
    this.holder = holder;
    this.onClose = onClose;
    this.renewer = new Thread(this::renew, "sluice-lease-" + name.replace('/', '-'));
    renewer.setDaemon(true);
  }

  static S3Lease take(
      Storage storage, S3Locks locks, String name, String holder, Consumer<S3Lease> onClose)
      throws IOException {
    LockRecord record = new LockRecord(0, 0, holder);
    String what = name + " in " + storage;
    try {
      while (true) {
        long newest = locks.newest();
        Optional<LockRecord> last = LockRecord.last(storage, name);
        if (newest > 0 && locks.isHeld(newest)) {
          throw new LockedException(
              what
                  + ", which is free "
                  + S3Locks.LIFE.toSeconds()
                  + " s after the end of a process",
              last.map(LockRecord::describe).orElse("not yet known"));
        }
        long token = Math.max(newest, last.map(LockRecord::token).orElse(0L)) + 1;
        if (locks.take(token)) {
          S3Lease lease = new S3Lease(locks, name, token, record.holder(), onClose);
          lease.renewer.start();
          lease.tell(storage);
          return lease;
        }
      }
    } catch (LockedException refusal) {
      throw refusal;
    } catch (IOException failure) {
      throw Failures.told("lock " + what, failure);
    }
  }

  private void tell(Storage storage) throws IOException {
    try {
      storage.write(name, new LockRecord(token, ProcessHandle.current().pid(), holder).bytes());
      requireHeld();
      locks.deleteBefore(token);
    } catch (IOException | RuntimeException failure) {
      try {
        close();
      } catch (IOException again) {
        failure.addSuppressed(again);
      }
      throw failure;
    }
  }

  /** Runs in the lease's thread until it is closed or lost. */
  private void renew() {
    try {
      while (!end.await(locks.renewal().toMillis(), TimeUnit.MILLISECONDS)) {
        try {
          locks.renew(token);
          notRenewed = null;
        } catch (IOException failure) {
          // Tried again; told by the next change that finds the lock lost.
          notRenewed = failure;
        }
      }
    } catch (InterruptedException nobodyDoes) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Refuses to go on if the lock is not held any more.
   *
   * @throws IOException then, or if that cannot be known
   */
  void requireHeld() throws IOException {
    if (closed.get() || locks.isNewest(token)) {
      return;
    }
    IOException lost =
        new IOException(
            "the lock %s was lost, another process has it now: found a token greater than %d of \"%s\""
                .formatted(name, token, holder));
    IOException before = notRenewed;
    if (before != null) {
      lost.addSuppressed(before);
    }
    throw lost;
  }

  @Override
  public String holder() {
    return holder;
  }

  @Override
  public long token() {
    return token;
  }

  @Override
  public void close() throws IOException {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    onClose.accept(this);
    end.countDown();
    try {
      renewer.join();
      if (locks.isNewest(token)) {
        locks.free(token);
      }
    } catch (InterruptedException interrupt) {
      Thread.currentThread().interrupt();
      throw new IOException("Cannot give back the lock " + name + ": interrupted", interrupt);
    } catch (IOException failure) {
      throw Failures.told("give back the lock " + name, failure);
    }
  }
}
