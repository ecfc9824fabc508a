/**
 * Starts a Flume agent in a process of its own, for tests and examples. What starts one needs no
 * class of Flume for it.
 */
@NullMarked
package dev.sluice.flume.agent;

import org.jspecify.annotations.NullMarked;
