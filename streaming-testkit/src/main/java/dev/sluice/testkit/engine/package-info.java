/**
 * The suites that an engine must pass beside {@link dev.sluice.testkit.semantics.DStreamSemantics}:
 * jobs over datasets, what is told of them, and what receivers need.
 */
@NullMarked
package dev.sluice.testkit.engine;

import org.jspecify.annotations.NullMarked;
