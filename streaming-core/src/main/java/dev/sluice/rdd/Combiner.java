package dev.sluice.rdd;

import dev.sluice.function.Function;
import dev.sluice.function.Function2;
import java.io.Serializable;

/**
 * How the values of one key become one. Immutable.
 *
 * @param create makes a combined value of the first value
 * @param mergeValue adds a value; may change and return its first argument
 * @param mergeCombiners joins two combined values; may change and return its first argument
 * @param mapSide whether values are combined before they are shuffled, too
 * @param <V> the values
 * @param <C> the combined values
 */
public record Combiner<V, C>(
    Function<V, C> create,
    Function2<C, V, C> mergeValue,
    Function2<C, C, C> mergeCombiners,
    boolean mapSide)
    implements Serializable {}
