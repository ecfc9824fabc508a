/**
 * A server that speaks as X does, both version 2 and version 1.1, and makes trouble when it is told
 * to; for tests and examples.
 */
@NullMarked
package dev.sluice.twitter.peer;

import org.jspecify.annotations.NullMarked;
