/**
 * Records that functions failed on, kept in files until somebody looks at them or replays them: one
 * file for each batch, replaced as a whole, so that a record is there once however often its batch
 * runs.
 */
@NullMarked
package dev.sluice.quarantine;

import org.jspecify.annotations.NullMarked;
