package dev.sluice.broken;

import org.junit.jupiter.api.Disabled;

/** Breaks the rule on disabled tests; has none. */
@Disabled
interface Switched {}
