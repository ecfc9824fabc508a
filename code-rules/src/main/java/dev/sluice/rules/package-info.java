/** The rules that hold for the code of every module, to be checked by a test of each. */
@NullMarked
package dev.sluice.rules;

import org.jspecify.annotations.NullMarked;
