package dev.sluice.twitter.peer;

import dev.sluice.rules.CodeRules;

class ArchitectureTest extends CodeRules {
  ArchitectureTest() {
    super("dev.sluice.twitter.peer");
  }
}
