package dev.sluice.kafka.broker;

import dev.sluice.rules.CodeRules;

class ArchitectureTest extends CodeRules {
  ArchitectureTest() {
    super("dev.sluice.kafka.broker");
  }
}
