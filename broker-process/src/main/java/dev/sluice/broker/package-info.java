/** Starts a broker in a process of its own, whose class path the process that starts it lacks. */
@NullMarked
package dev.sluice.broker;

import org.jspecify.annotations.NullMarked;
