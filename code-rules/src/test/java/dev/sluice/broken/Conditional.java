package dev.sluice.broken;

import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Breaks the rule on conditional tests; has none. */
@EnabledOnOs(OS.LINUX)
interface Conditional {}
