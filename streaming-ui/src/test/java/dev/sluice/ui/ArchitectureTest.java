package dev.sluice.ui;

import dev.sluice.rules.CodeRules;
import dev.sluice.rules.Floors;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ArchitectureTest extends CodeRules {
  private static final Floors FLOORS =
      new Floors("dev.sluice.ui", Map.of("history", 1, "api", 2, "web", 3, "", 4));

  ArchitectureTest() {
    super("dev.sluice.ui");
  }

  @Test
  void a_package_imports_only_from_floors_below() {
    check(FLOORS);
  }
}
