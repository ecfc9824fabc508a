/**
 * Datasets as small immutable plans ({@link dev.sluice.rdd.RDD}), the plan nodes an engine
 * interprets, and what they need: partitioners, storage levels, broadcasts, accumulators.
 */
@NullMarked
package dev.sluice.rdd;

import org.jspecify.annotations.NullMarked;
