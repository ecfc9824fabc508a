/**
 * Runs one workload on one contestant in this JVM, checks the results and prints what it measured.
 */
@NullMarked
package dev.sluice.benchmarks.harness;

import org.jspecify.annotations.NullMarked;
