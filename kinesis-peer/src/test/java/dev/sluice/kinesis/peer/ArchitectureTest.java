package dev.sluice.kinesis.peer;

import dev.sluice.rules.CodeRules;

class ArchitectureTest extends CodeRules {
  ArchitectureTest() {
    super("dev.sluice.kinesis.peer");
  }
}
