package dev.sluice.rdd;

/** A function of partitions that yields no records when none of its parents has any. */
@FunctionalInterface
interface EmptyPreserving<R> extends Step.PartitionsFunction<R> {}
