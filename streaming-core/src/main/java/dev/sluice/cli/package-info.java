/**
 * The command line: what {@code bin/sluice} runs. It looks at checkpoint and quarantine directories
 * and never changes one.
 */
@NullMarked
package dev.sluice.cli;

import org.jspecify.annotations.NullMarked;
