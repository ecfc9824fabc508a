package dev.sluice.flume.agent;

import dev.sluice.rules.CodeRules;

class ArchitectureTest extends CodeRules {
  ArchitectureTest() {
    super("dev.sluice.flume.agent");
  }
}
