package dev.sluice.state;

import dev.sluice.time.Time;
import java.util.Optional;

/**
 * The state of a key as it was put or removed. Immutable.
 *
 * @param key the key
 * @param state the state, or empty if it was removed
 * @param updated the batch that put it; for a removed state, the one that had put it before
 */
public record StateChange<K, S>(K key, Optional<S> state, Time updated) {}
