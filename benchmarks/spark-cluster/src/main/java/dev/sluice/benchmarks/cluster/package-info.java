/** Word count on a cluster of Apache Spark: Sluice and Spark Streaming side by side. */
@NullMarked
package dev.sluice.benchmarks.cluster;

import org.jspecify.annotations.NullMarked;
