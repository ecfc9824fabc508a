/**
 * The engine of Apache Spark: plans as its datasets, receivers as long tasks on its executors,
 * received blocks in its block managers. Found by the master URL; only {@link
 * dev.sluice.spark.SparkEngineProvider} is public.
 */
@NullMarked
package dev.sluice.spark;

import org.jspecify.annotations.NullMarked;
