/**
 * Discretized streams: {@link dev.sluice.dstream.DStream}, {@link dev.sluice.dstream.PairDStream},
 * their inputs and the graph they form.
 */
@NullMarked
package dev.sluice.dstream;

import org.jspecify.annotations.NullMarked;
