package dev.sluice.testkit;

import dev.sluice.rules.CodeRules;

class ArchitectureTest extends CodeRules {
  ArchitectureTest() {
    super("dev.sluice.testkit");
  }
}
