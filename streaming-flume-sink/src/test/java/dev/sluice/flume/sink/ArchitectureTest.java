package dev.sluice.flume.sink;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import dev.sluice.rules.CodeRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest extends CodeRules {
  ArchitectureTest() {
    super("dev.sluice.flume.sink");
  }

  @Test
  void the_sink_needs_nothing_that_an_agent_does_not_have() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..",
            "javax.net..",
            "org.slf4j..",
            "org.apache.flume..",
            "org.jspecify.annotations..",
            "dev.sluice.flume.sink..")
        .check(main());
  }
}
