package dev.sluice.rdd;

/**
 * A function of partitions that yields no records when none of its parents has any.
 *
 * @param <R> the records it yields
 */
@FunctionalInterface
public interface EmptyPreserving<R> extends Step.PartitionsFunction<R> {}
