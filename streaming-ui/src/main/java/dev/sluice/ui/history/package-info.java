/** What has become of the latest batches, and what that says of a program. */
@NullMarked
package dev.sluice.ui.history;

import org.jspecify.annotations.NullMarked;
