package dev.sluice.s3.peer;

import dev.sluice.rules.CodeRules;

class ArchitectureTest extends CodeRules {
  ArchitectureTest() {
    super("dev.sluice.s3.peer");
  }
}
