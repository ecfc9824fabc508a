/** Sluice as a contestant, with the plain lambdas that its guide shows. */
@NullMarked
package dev.sluice.benchmarks.sluice;

import org.jspecify.annotations.NullMarked;
