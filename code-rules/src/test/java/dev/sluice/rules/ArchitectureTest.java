package dev.sluice.rules;

class ArchitectureTest extends CodeRules {
  ArchitectureTest() {
    super("dev.sluice.rules");
  }
}
