/** Programs in processes of their own, as tests start, watch and end them. */
@NullMarked
package dev.sluice.program;

import org.jspecify.annotations.NullMarked;
