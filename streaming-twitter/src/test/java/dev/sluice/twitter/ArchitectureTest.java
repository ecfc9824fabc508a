package dev.sluice.twitter;

import dev.sluice.rules.CodeRules;

class ArchitectureTest extends CodeRules {
  ArchitectureTest() {
    super("dev.sluice.twitter");
  }
}
