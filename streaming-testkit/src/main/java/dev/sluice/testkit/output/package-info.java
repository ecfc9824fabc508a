/** What an output that writes each batch once must do, as a suite for whoever writes one. */
@NullMarked
package dev.sluice.testkit.output;

import org.jspecify.annotations.NullMarked;
