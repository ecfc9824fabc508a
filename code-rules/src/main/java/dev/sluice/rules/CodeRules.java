package dev.sluice.rules;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * The rules on banned calls and disabled tests, for the classes of a module and those of its tests.
 * A module's {@code ArchitectureTest} extends this and adds the module's own rules. Confined to one
 * test at a time.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class CodeRules {
  private final String[] roots;
  private @Nullable JavaClasses all;

  /**
   * Rules for the packages of the module that the subclass is a test of.
   *
   * @param roots the names of packages; those below them are meant, too
   */
  protected CodeRules(String... roots) {
    this.roots = roots.clone();
  }

  /** The classes of the module and those of its tests; none of what the module depends on. */
  protected final JavaClasses all() {
    JavaClasses known = all;
    if (known == null) {
      known =
          new ClassFileImporter()
              .withImportOption(OwnClasses.besides(getClass()))
              .importPackages(roots);
      all = known;
    }
    return known;
  }

  /** The classes of the module without those of its tests. */
  protected final JavaClasses main() {
    return all().that(describe("are not those of tests", CodeRules::isMain));
  }

  /** Checks that packages of the module know only those on lower floors. */
  protected final void check(Floors floors) {
    floors.rule().check(main());
  }

  private static boolean isMain(JavaClass type) {
    return type.getSource()
        .map(source -> !source.getUri().getPath().contains("/test-classes/"))
        .orElse(false);
  }

  @Test
  void java_deserialization_is_never_used() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.io.ObjectInputStream")
        .check(all());
  }

  @Test
  void nothing_sleeps() {
    noClasses().should().callMethodWhere(sleeps()).check(all());
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
        .check(all());
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
