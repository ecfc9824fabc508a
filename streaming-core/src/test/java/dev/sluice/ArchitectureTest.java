package dev.sluice;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The rules that hold for the code as a whole: floors, cycles, banned calls, names. */
class ArchitectureTest {

  private static final String ROOT = "dev.sluice.";

  /** The first word below {@code dev.sluice} of every package, and the floor it is on. */
  private static final Map<String, Integer> FLOORS =
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
          Map.entry("scheduler", 10),
          Map.entry("source", 11),
          Map.entry("streaming", 12),
          Map.entry("cli", 13));

  private static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_JARS)
          .importPackages("dev.sluice");

  private static final JavaClasses TESTS =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.ONLY_INCLUDE_TESTS)
          .importPackages("dev.sluice");

  @Test
  void a_package_imports_only_from_floors_below() {
    classes().should(dependOnLowerFloorsOnly()).check(MAIN);
  }

  @Test
  void the_engine_spi_does_not_know_the_embedded_engine() {
    noClasses()
        .that(describe("are outside engine.local and streaming", ArchitectureTest::mayNotKnowLocal))
        .should()
        .dependOnClassesThat(resideInAPackage("dev.sluice.engine.local.."))
        .check(MAIN);
  }

  @Test
  void packages_have_no_cycles() {
    slices().matching("dev.sluice.(**)").should().beFreeOfCycles().check(MAIN);
  }

  @Test
  void java_deserialization_is_never_used() {
    ArchRule rule =
        noClasses()
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.io.ObjectInputStream");

    rule.check(MAIN);
    rule.check(TESTS);
  }

  @Test
  void nothing_sleeps() {
    noClasses().should().callMethodWhere(sleeps()).check(MAIN);
    noClasses().should().callMethodWhere(sleeps()).check(TESTS);
  }

  @Test
  void only_the_console_printer_and_the_command_line_write_to_the_console() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName("dev.sluice.cli.Main")
        .should()
        .accessField(System.class, "err")
        .check(MAIN);
    noClasses().should().callMethodWhere(printsAStackTrace()).check(MAIN);
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName("dev.sluice.dstream.ConsolePrinter")
        .and()
        .doNotHaveFullyQualifiedName("dev.sluice.cli.Main")
        .should()
        .accessField(System.class, "out")
        .check(MAIN);
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
        .check(MAIN);
  }

  @Test
  void no_test_is_disabled_or_conditional() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .haveNameMatching(".*\\.(Disabled|\\w*Assumptions|TestAbortedException)")
        .orShould()
        .dependOnClassesThat()
        .resideInAPackage("org.junit.jupiter.api.condition")
        .check(TESTS);
  }

  private static ArchCondition<JavaClass> dependOnLowerFloorsOnly() {
    return new ArchCondition<>("depend on lower floors only") {
      @Override
      public void check(JavaClass origin, ConditionEvents events) {
        String home = household(origin);
        Integer floor = FLOORS.get(home);
        if (floor == null) {
          events.add(SimpleConditionEvent.violated(origin, origin.getName() + " is on no floor"));
          return;
        }
        for (Dependency dependency : origin.getDirectDependenciesFromSelf()) {
          JavaClass target = dependency.getTargetClass().getBaseComponentType();
          if (target.getPackageName().startsWith(ROOT)
              && !household(target).equals(home)
              && FLOORS.getOrDefault(household(target), Integer.MAX_VALUE) >= floor) {
            events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription()));
          }
        }
      }
    };
  }

  private static boolean mayNotKnowLocal(JavaClass type) {
    return !type.getPackageName().startsWith(ROOT + "engine.local")
        && !household(type).equals("streaming");
  }

  private static String household(JavaClass type) {
    String name = type.getPackageName();
    return name.startsWith(ROOT) ? name.substring(ROOT.length()).split("\\.", 2)[0] : "";
  }

  private static DescribedPredicate<JavaCall<?>> sleeps() {
    return describe(
        "sleep",
        call ->
            call.getName().equals("sleep")
                && (call.getTargetOwner().isAssignableTo(Thread.class)
                    || call.getTargetOwner().isAssignableTo(TimeUnit.class)));
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
