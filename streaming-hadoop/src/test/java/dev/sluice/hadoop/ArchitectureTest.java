package dev.sluice.hadoop;

import dev.sluice.rules.CodeRules;
import dev.sluice.rules.Floors;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ArchitectureTest extends CodeRules {
  private static final Floors FLOORS = new Floors("dev.sluice.hadoop", Map.of("storage", 1, "", 2));

  ArchitectureTest() {
    super("dev.sluice.hadoop");
  }

  @Test
  void a_package_knows_only_those_below_it() {
    check(FLOORS);
  }
}
