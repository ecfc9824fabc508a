/** The records that every contestant is fed, and what must come out of them. */
@NullMarked
package dev.sluice.benchmarks.corpus;

import org.jspecify.annotations.NullMarked;
