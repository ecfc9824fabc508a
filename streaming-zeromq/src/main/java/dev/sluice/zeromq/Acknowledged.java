package dev.sluice.zeromq;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Up to where senders were told to forget, from one attempt of a receiver to the next: of those
 * that were told last. Thread-safe: guarded by its monitor.
 */
final class Acknowledged {
  private static final int MOST = 100_000;

  private final Map<String, Long> numbers =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
          return size() > MOST;
        }
      };

  synchronized void put(String id, long number) {
    numbers.merge(id, number, Math::max);
  }

  /** 0 if it is not known. */
  synchronized long get(String id) {
    return numbers.getOrDefault(id, 0L);
  }
}
