package dev.sluice.receiver;

import java.util.concurrent.locks.LockSupport;

/** A clock of nanoseconds and a way to wait on it. Thread-safe. */
interface NanoTime {
  /** The machine's. */
  NanoTime SYSTEM =
      new NanoTime() {
        @Override
        public long nanoTime() {
          return System.nanoTime();
        }

        @Override
        public void pause(long nanos) throws InterruptedException {
          long end = System.nanoTime() + nanos;
          for (long left = nanos; left > 0; left = end - System.nanoTime()) {
            if (Thread.interrupted()) {
              throw new InterruptedException("interrupted while held by a rate limit");
            }
            LockSupport.parkNanos(this, left);
          }
        }
      };

  /** Nanoseconds since some point of time. */
  long nanoTime();

  /** Waits on the calling thread. */
  void pause(long nanos) throws InterruptedException;
}
