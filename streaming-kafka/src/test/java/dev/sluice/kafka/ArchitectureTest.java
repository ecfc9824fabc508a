package dev.sluice.kafka;

import dev.sluice.rules.CodeRules;
import dev.sluice.rules.Floors;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ArchitectureTest extends CodeRules {
  private static final Floors FLOORS =
      new Floors("dev.sluice.kafka", Map.of("client", 1, "group", 2, "output", 2, "", 3));

  ArchitectureTest() {
    super("dev.sluice.kafka");
  }

  @Test
  void a_package_knows_only_those_below_it() {
    check(FLOORS);
  }
}
