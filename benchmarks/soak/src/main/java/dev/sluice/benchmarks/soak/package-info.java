/** A program that runs for long: whether it uses ever more of anything. */
@NullMarked
package dev.sluice.benchmarks.soak;

import org.jspecify.annotations.NullMarked;
