package dev.sluice.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.program.ChildProgram;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The jars of connectors fit together, each two and with what is in lib. */
class PairsTest {
  private static final int PAIRS = 28;

  static List<List<UberJar>> pairs() {
    List<UberJar> jars = UberJar.all();
    List<List<UberJar>> pairs = new ArrayList<>();
    for (int i = 0; i < jars.size(); i++) {
      for (int j = i + 1; j < jars.size(); j++) {
        pairs.add(List.of(jars.get(i), jars.get(j)));
      }
    }
    return pairs;
  }

  @Test
  void all_are_compared() {
    assertThat(pairs()).hasSize(PAIRS);
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void nothing_is_in_two_of_them_with_other_bytes(List<UberJar> pair) throws IOException {
    assertThat(differing(pair.get(0).file(), pair.get(1).file())).isEmpty();
  }

  @Test
  void nothing_is_in_one_of_them_and_in_lib_with_other_bytes() throws IOException {
    List<Path> library = new ArrayList<>(Distribution.jars("lib"));
    library.addAll(Distribution.jars("examples"));
    for (UberJar jar : UberJar.all()) {
      for (Path other : library) {
        assertThat(differing(jar.file(), other)).as(jar + " and " + other).isEmpty();
      }
    }
  }

  /** Kinesis and Twitter have another version of Jackson each. */
  @ParameterizedTest
  @CsvSource({"kinesis-asl, twitter", "kafka, mqtt"})
  void two_run_in_one_process(String first, String second) throws Exception {
    Map<String, UberJar> jars = new HashMap<>();
    UberJar.all().forEach(jar -> jars.put(jar.connector(), jar));
    UberJar one = jars.get(first);
    UberJar other = jars.get(second);
    String classPath =
        Distribution.classPath(
            AloneTest.CORE, one.file(), other.file(), Path.of("target", "test-classes"));

    try (ChildProgram program =
        ChildProgram.start(classPath, Together.class.getName(), one.example(), other.example())) {
      program.awaitOutput(one.printed());
      program.awaitOutput(other.printed());
      program.awaitLog("Started " + one.example());
      program.awaitLog("Started " + other.example());
      assertThat(program.terminate()).isEqualTo(143);
    }
  }

  private static List<String> differing(Path one, Path other) throws IOException {
    Map<String, Long> inOther = UberJar.found(other);
    return UberJar.found(one).entrySet().stream()
        .filter(entry -> inOther.containsKey(entry.getKey()))
        .filter(entry -> !inOther.get(entry.getKey()).equals(entry.getValue()))
        .map(Map.Entry::getKey)
        .toList();
  }
}
