/**
 * The embedded engine: worker threads inside the user's process, fused and pushed narrow chains, an
 * in-process shuffle and a bounded block store.
 */
@NullMarked
package dev.sluice.engine.local;

import org.jspecify.annotations.NullMarked;
