/** What a page with a viewer costs a program. */
@NullMarked
package dev.sluice.benchmarks.ui;

import org.jspecify.annotations.NullMarked;
