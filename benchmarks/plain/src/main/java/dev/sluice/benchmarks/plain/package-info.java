/** The workloads in plain Java, by hand: how far from the machine an engine is. */
@NullMarked
package dev.sluice.benchmarks.plain;

import org.jspecify.annotations.NullMarked;
