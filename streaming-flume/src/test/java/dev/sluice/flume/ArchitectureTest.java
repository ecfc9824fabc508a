package dev.sluice.flume;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import dev.sluice.rules.CodeRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest extends CodeRules {
  ArchitectureTest() {
    super("dev.sluice.flume");
  }

  @Test
  void the_connector_needs_no_class_of_flume_and_none_of_avro() {
    noClasses().should().dependOnClassesThat().resideInAnyPackage("org.apache..").check(main());
  }
}
