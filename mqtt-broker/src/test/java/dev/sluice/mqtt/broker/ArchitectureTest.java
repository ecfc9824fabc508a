package dev.sluice.mqtt.broker;

import dev.sluice.rules.CodeRules;

class ArchitectureTest extends CodeRules {
  ArchitectureTest() {
    super("dev.sluice.mqtt.broker");
  }
}
