/**
 * Keyed state: what a function of {@code mapWithState} sees of it ({@link dev.sluice.state.State},
 * {@link dev.sluice.state.StateSpec}), and the tables that hold one partition of it, each batch a
 * version of its own ({@link dev.sluice.state.StateMap}, {@link dev.sluice.state.StateTable}).
 */
@NullMarked
package dev.sluice.state;

import org.jspecify.annotations.NullMarked;
