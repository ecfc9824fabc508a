/**
 * Batch times, durations and clocks. Everything in Sluice that waits or looks at the time does so
 * through {@link dev.sluice.time.Clock}, so that a test can own time.
 */
@NullMarked
package dev.sluice.time;

import org.jspecify.annotations.NullMarked;
