package dev.sluice.testkit.semantics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.dstream.DStream;
import dev.sluice.dstream.MapWithStateDStream;
import dev.sluice.dstream.PairDStream;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The suite leaves no operator out. */
class CatalogueTest {
  /** What only shows on the console, or only with a checkpoint directory. */
  private static final Set<String> TESTED_ELSEWHERE =
      Set.of("print()", "print(int)", "checkpoint(Duration)");

  @Test
  void every_public_method_of_a_stream_has_a_case() {
    Set<String> methods =
        Stream.<Class<?>>of(DStream.class, PairDStream.class, MapWithStateDStream.class)
            .flatMap(type -> Arrays.stream(type.getMethods()))
            .filter(method -> method.getDeclaringClass() != Object.class)
            .filter(method -> !Modifier.isStatic(method.getModifiers()))
            .map(CatalogueTest::signature)
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> operators =
        Catalogue.cases().stream()
            .map(OperatorCase::operator)
            .filter(operator -> Character.isLowerCase(operator.charAt(0)))
            .collect(Collectors.toSet());

    methods.removeAll(TESTED_ELSEWHERE);

    assertThat(operators).containsExactlyInAnyOrderElementsOf(methods);
  }

  private static String signature(Method method) {
    return Arrays.stream(method.getParameterTypes())
        .map(Class::getSimpleName)
        .collect(Collectors.joining(", ", method.getName() + "(", ")"));
  }
}
