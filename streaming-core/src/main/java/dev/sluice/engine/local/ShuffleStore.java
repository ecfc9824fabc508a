package dev.sluice.engine.local;

import dev.sluice.rdd.Shuffle;
import java.util.Map;
import java.util.WeakHashMap;

/**
 * What shuffles have yielded, each for as long as its plan node is reachable. Plan nodes are told
 * apart by identity. Thread-safe: guarded by its monitor.
 */
final class ShuffleStore {
  private final Map<Shuffle<?, ?, ?>, ShuffleOutput<?, ?, ?>> outputs = new WeakHashMap<>();

  /** The output of a shuffle, complete or not. */
  @SuppressWarnings("unchecked")
  synchronized <K, V, C> ShuffleOutput<K, V, C> of(Shuffle<K, V, C> shuffle) {
    return (ShuffleOutput<K, V, C>)
        outputs.computeIfAbsent(shuffle, missing -> new ShuffleOutput<>(shuffle));
  }

  boolean isComplete(Shuffle<?, ?, ?> shuffle) {
    return of(shuffle).isComplete();
  }

  synchronized void clear() {
    outputs.clear();
  }
}
