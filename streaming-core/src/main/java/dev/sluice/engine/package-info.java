/**
 * The engine SPI: jobs over plans, long-running tasks, a block store and a control channel. Nothing
 * above this package knows which engine runs.
 */
@NullMarked
package dev.sluice.engine;

import org.jspecify.annotations.NullMarked;
