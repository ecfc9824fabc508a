package dev.sluice.testkit;

import java.io.InvalidObjectException;
import java.io.Serializable;
import java.lang.ref.WeakReference;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Stands for a storage in memory on its way to a task of the same process. Immutable.
 *
 * @param number of the storage within the process
 */
record SentStorage(long number) implements Serializable {
  private static final AtomicLong NEXT = new AtomicLong();
  private static final ConcurrentMap<Long, WeakReference<CrashingStorage>> SENT =
      new ConcurrentHashMap<>();

  static SentStorage of(CrashingStorage storage) {
    SENT.values().removeIf(sent -> sent.refersTo(null));
    SentStorage sent = new SentStorage(NEXT.getAndIncrement());
    SENT.put(sent.number, new WeakReference<>(storage));
    return sent;
  }

  private Object readResolve() throws InvalidObjectException {
    WeakReference<CrashingStorage> sent = SENT.get(number);
    CrashingStorage storage = sent == null ? null : sent.get();
    if (storage == null) {
      throw new InvalidObjectException(
          "Cannot use a storage in memory: it is in another process, expected one on disk");
    }
    return storage;
  }
}
