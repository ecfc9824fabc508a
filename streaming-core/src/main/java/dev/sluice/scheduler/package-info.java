/**
 * The driver: one thread that owns all scheduling state, the job scheduler and the receiver
 * tracker.
 */
@NullMarked
package dev.sluice.scheduler;

import org.jspecify.annotations.NullMarked;
