package dev.sluice.engine.local;

import dev.sluice.rdd.Shuffle;
import java.util.function.Consumer;

/**
 * What the tasks of an engine read from. Thread-safe, as its components are.
 *
 * @param recompute computes the map side of a shuffle and waits for it
 */
record TaskRuntime(
    ShuffleStore shuffles,
    KeptPartitions kept,
    Consumer<Shuffle<?, ?, ?>> recompute,
    Services services) {}
