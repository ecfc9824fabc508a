/** Hazelcast Jet, embedded, as a contestant. */
@NullMarked
package dev.sluice.benchmarks.jet;

import org.jspecify.annotations.NullMarked;
