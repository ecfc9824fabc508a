package dev.sluice.zeromq;

import dev.sluice.rules.CodeRules;

class ArchitectureTest extends CodeRules {
  ArchitectureTest() {
    super("dev.sluice.zeromq");
  }
}
