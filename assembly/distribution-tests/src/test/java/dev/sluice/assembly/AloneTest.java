package dev.sluice.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.program.ChildProgram;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The jar of a connector needs nothing but the core beside it. */
class AloneTest {
  /** The core with its two dependencies, and a log. */
  static final List<String> CORE =
      List.of("streaming-core-", "kryo5-", "slf4j-api-", "slf4j-simple-");

  static List<UberJar> jars() {
    return UberJar.all();
  }

  @ParameterizedTest
  @MethodSource("jars")
  void it_runs_its_example_with_the_core_alone(UberJar jar) throws Exception {
    String classPath = Distribution.classPath(CORE, jar.file());

    try (ChildProgram program =
        ChildProgram.start(classPath, "dev.sluice.examples." + jar.example())) {
      program.awaitOutput(jar.printed());

      assertThat(program.terminate()).isEqualTo(143);
      program.awaitLog("Drain report: everything received was processed");
    }
  }
}
