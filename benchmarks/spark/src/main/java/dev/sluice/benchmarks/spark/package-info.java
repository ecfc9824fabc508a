/** Spark Streaming in local mode, as a contestant. */
@NullMarked
package dev.sluice.benchmarks.spark;

import org.jspecify.annotations.NullMarked;
