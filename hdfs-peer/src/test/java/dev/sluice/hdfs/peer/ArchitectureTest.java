package dev.sluice.hdfs.peer;

import dev.sluice.rules.CodeRules;

class ArchitectureTest extends CodeRules {
  ArchitectureTest() {
    super("dev.sluice.hdfs.peer");
  }
}
