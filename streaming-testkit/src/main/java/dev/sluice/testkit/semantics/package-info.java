/**
 * What every engine has to do: each operator of discretized streams against a model of plain lists.
 * An engine passes if a subclass of {@link dev.sluice.testkit.semantics.DStreamSemantics} does.
 */
@NullMarked
package dev.sluice.testkit.semantics;

import org.jspecify.annotations.NullMarked;
