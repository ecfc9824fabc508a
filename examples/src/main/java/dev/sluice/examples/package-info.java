/**
 * Programs to start from, one class each, run by {@code bin/run-example}. What the READMEs show of
 * them stands between {@code // snippet} and {@code // end of snippet}; a test compares the two.
 */
@NullMarked
package dev.sluice.examples;

import org.jspecify.annotations.NullMarked;
