package dev.sluice.examples;

import dev.sluice.rules.CodeRules;

class ArchitectureTest extends CodeRules {
  ArchitectureTest() {
    super("dev.sluice.examples");
  }
}
