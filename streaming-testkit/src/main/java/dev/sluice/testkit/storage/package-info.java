/** The suite that a storage must pass to keep checkpoints and logs. */
@NullMarked
package dev.sluice.testkit.storage;

import org.jspecify.annotations.NullMarked;
