package dev.sluice.rules;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Map;

/**
 * On which floor each package of a module is. A package knows itself and those on lower floors, so
 * that there are no cycles. Immutable.
 *
 * @param root the package that all are in
 * @param floors by the first word below the root; the root itself is the empty word
 */
public record Floors(String root, Map<String, Integer> floors) {
  /** Copies the floors. */
  public Floors {
    floors = Map.copyOf(floors);
  }

  /** The rule; a package of the module that is on no floor breaks it. */
  public ArchRule rule() {
    return classes().should(dependOnLowerFloorsOnly());
  }

  private ArchCondition<JavaClass> dependOnLowerFloorsOnly() {
    return new ArchCondition<>("depend on lower floors only") {
      @Override
      public void check(JavaClass origin, ConditionEvents events) {
        String home = packageOf(origin);
        Integer floor = floors.get(home);
        if (floor == null) {
          events.add(SimpleConditionEvent.violated(origin, origin.getName() + " is on no floor"));
          return;
        }
        for (Dependency dependency : origin.getDirectDependenciesFromSelf()) {
          JavaClass target = dependency.getTargetClass().getBaseComponentType();
          if (isInside(target)
              && !packageOf(target).equals(home)
              && floors.getOrDefault(packageOf(target), Integer.MAX_VALUE) >= floor) {
            events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription()));
          }
        }
      }
    };
  }

  private boolean isInside(JavaClass type) {
    return (type.getPackageName() + ".").startsWith(root + ".");
  }

  /** The first word of a package's name below the root. */
  public String packageOf(JavaClass type) {
    String name = type.getPackageName();
    return isInside(type) && name.length() > root.length()
        ? name.substring(root.length() + 1).split("\\.", 2)[0]
        : "";
  }
}
