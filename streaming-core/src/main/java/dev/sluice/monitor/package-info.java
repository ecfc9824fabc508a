/**
 * What the driver knows of a running program at one moment, for those who show or measure it:
 * immutable pictures that it takes on its own thread when somebody asks.
 */
@NullMarked
package dev.sluice.monitor;

import org.jspecify.annotations.NullMarked;
