package dev.sluice;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import dev.sluice.rules.CodeRules;
import dev.sluice.rules.Floors;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The rules that hold for the code as a whole: floors, cycles, banned calls, names. */
class ArchitectureTest extends CodeRules {

  private static final String LOCAL = "dev.sluice.engine.local";

  private static final Floors FLOORS =
      new Floors(
          "dev.sluice",
          Map.ofEntries(
              Map.entry("function", 1),
              Map.entry("time", 1),
              Map.entry("io", 2),
              Map.entry("rdd", 3),
              Map.entry("engine", 4),
              Map.entry("receiver", 5),
              Map.entry("ledger", 6),
              Map.entry("state", 7),
              Map.entry("quarantine", 7),
              Map.entry("dstream", 8),
              Map.entry("listener", 9),
              Map.entry("monitor", 10),
              Map.entry("scheduler", 11),
              Map.entry("source", 12),
              Map.entry("streaming", 13),
              Map.entry("cli", 14)));

  ArchitectureTest() {
    super("dev.sluice");
  }

  @Test
  void a_package_imports_only_from_floors_below() {
    check(FLOORS);
  }

  @Test
  void the_engine_spi_does_not_know_the_embedded_engine() {
    noClasses()
        .that(describe("are outside engine.local and streaming", ArchitectureTest::mayNotKnowLocal))
        .should()
        .dependOnClassesThat(resideInAPackage(LOCAL + ".."))
        .check(main());
  }

  @Test
  void packages_have_no_cycles() {
    slices().matching("dev.sluice.(**)").should().beFreeOfCycles().check(main());
  }

  @Test
  void only_what_is_meant_for_the_console_and_the_command_line_write_to_it() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName("dev.sluice.cli.Main")
        .and()
        .doNotHaveFullyQualifiedName("dev.sluice.streaming.ConsoleProgress")
        .should()
        .accessField(System.class, "err")
        .check(main());
    noClasses().should().callMethodWhere(printsAStackTrace()).check(main());
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName("dev.sluice.dstream.ConsolePrinter")
        .and()
        .doNotHaveFullyQualifiedName("dev.sluice.cli.Main")
        .should()
        .accessField(System.class, "out")
        .check(main());
  }

  @Test
  void names_say_what_a_class_is() {
    noClasses()
        .should()
        .haveSimpleNameEndingWith("Manager")
        .orShould()
        .haveSimpleNameEndingWith("Helper")
        .orShould()
        .haveSimpleNameEndingWith("Util")
        .orShould()
        .haveSimpleNameEndingWith("Impl")
        .check(main());
  }

  private static boolean mayNotKnowLocal(JavaClass type) {
    return !type.getPackageName().startsWith(LOCAL) && !FLOORS.packageOf(type).equals("streaming");
  }

  private static DescribedPredicate<JavaCall<?>> printsAStackTrace() {
    return describe(
        "print a stack trace",
        call ->
            call.getName().equals("printStackTrace")
                && call.getTarget().getRawParameterTypes().isEmpty()
                && call.getTargetOwner().isAssignableTo(Throwable.class));
  }
}
