/** The table of many runs: medians, and how Sluice stands to its peers and its targets. */
@NullMarked
package dev.sluice.benchmarks.summary;

import org.jspecify.annotations.NullMarked;
