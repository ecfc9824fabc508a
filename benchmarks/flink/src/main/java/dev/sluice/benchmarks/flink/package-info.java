/** Flink's DataStream API on its local mini-cluster, as a contestant. */
@NullMarked
package dev.sluice.benchmarks.flink;

import org.jspecify.annotations.NullMarked;
