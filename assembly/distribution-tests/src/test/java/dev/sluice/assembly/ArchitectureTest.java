package dev.sluice.assembly;

import dev.sluice.rules.CodeRules;

class ArchitectureTest extends CodeRules {
  ArchitectureTest() {
    super("dev.sluice.assembly");
  }
}
