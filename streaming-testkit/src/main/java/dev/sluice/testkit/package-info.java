/**
 * Runs whole streaming programs in tests: time is moved by hand, inputs are lists, outputs are
 * lists.
 */
@NullMarked
package dev.sluice.testkit;

import org.jspecify.annotations.NullMarked;
