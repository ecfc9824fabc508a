package dev.sluice.recovery;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The core's rules on banned calls and disabled tests, for this module. */
class ArchitectureTest {

  private static final JavaClasses ALL =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_JARS)
          .importPackages("dev.sluice.recovery", "dev.sluice.kafka.it", "dev.sluice.watch");

  @Test
  void java_deserialization_is_never_used() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.io.ObjectInputStream")
        .check(ALL);
  }

  @Test
  void nothing_sleeps() {
    noClasses().should().callMethodWhere(sleeps()).check(ALL);
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
        .check(ALL);
  }

  private static DescribedPredicate<JavaCall<?>> sleeps() {
    return describe(
        "sleep",
        call ->
            call.getName().equals("sleep")
                && (call.getTargetOwner().isAssignableTo(Thread.class)
                    || call.getTargetOwner().isAssignableTo(TimeUnit.class)));
  }
}
