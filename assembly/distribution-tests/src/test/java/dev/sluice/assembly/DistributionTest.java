package dev.sluice.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.assembly.Distribution.Ended;
import dev.sluice.program.ChildProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The unpacked archive, where there is a Java and no Maven. */
class DistributionTest {
  private static final String COUNT = UberJar.COUNT;
  private static final double MEGABYTE = 1e6;

  /** What each example prints when it is given no arguments. */
  private static final Map<String, String> PRINTED =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("ActorWordCount", COUNT),
              Map.entry("BadRecords", "^4021$"),
              Map.entry("CustomReceiverExample", COUNT),
              Map.entry("FileWordCount", COUNT),
              Map.entry("FlumeEventCount", "^Received [1-9]\\d* Flume events$"),
              Map.entry("FlumePollingEventCount", "^Received [1-9]\\d* Flume events$"),
              Map.entry("HdfsWordCount", COUNT),
              Map.entry("JdbcWordCount", "^[1-9]\\d* rows, [1-9]\\d* words$"),
              Map.entry("JoinWithStaticData", "^\\(river,\\(\\d+,landscape\\)\\)$"),
              Map.entry("KafkaExactlyOnce", COUNT),
              Map.entry("KafkaWordCount", COUNT),
              Map.entry("KinesisWordCount", COUNT),
              Map.entry("MQTTWordCount", COUNT),
              Map.entry("NetworkWordCount", COUNT),
              Map.entry("QueueStreamExample", "^\\(\\d,100\\)$"),
              Map.entry("RecoverableNetworkWordCount", ""),
              Map.entry("StatefulNetworkWordCount", COUNT),
              Map.entry("TopHashTags", "^Popular at \\d+ ms: \\[\\(#"),
              Map.entry("TwitterHashTagJoinSentiments", "^Happiest in the last 10 seconds:\n  #"),
              Map.entry("TwitterPopularTags", "^Popular in the last 10 seconds:\n  #"),
              Map.entry("WindowedWordCount", COUNT),
              Map.entry("ZeroMQWordCount", COUNT)));

  static Set<String> examples() {
    return PRINTED.keySet();
  }

  @ParameterizedTest
  @MethodSource("examples")
  void each_example_runs(String name) throws Exception {
    try (ChildProgram program = ChildProgram.start(Distribution.command("run-example", name))) {
      program.awaitLog("Started \\w+");
      program.awaitOutput(PRINTED.get(name));

      assertThat(program.terminate()).isEqualTo(143);
      program.awaitLog("Drain report: ");
    }
  }

  @Test
  void run_example_lists_these_examples() throws Exception {
    Ended listed = Distribution.run(Distribution.command("run-example"));

    assertThat(listed.err().lines().skip(2).map(String::strip))
        .containsExactlyElementsOf(PRINTED.keySet());
    assertThat(listed.code()).isEqualTo(2);
  }

  @Test
  void run_runs_a_program_with_connectors() throws Exception {
    String app =
        Distribution.folder()
            .resolve("examples")
            .resolve("connector-examples-" + Distribution.version() + ".jar")
            .toString();
    String examples = app.replace("connector-examples-", "examples-");

    try (ChildProgram program =
        ChildProgram.start(
            Distribution.command(
                "sluice",
                "run",
                "--connectors",
                "zeromq,mqtt",
                "--jars",
                examples,
                "dev.sluice.examples.ZeroMQWordCount",
                app,
                "reliable"))) {
      program.awaitOutput(COUNT);
      program.awaitLog("http://127\\.0\\.0\\.1:\\d+");
      assertThat(program.terminate()).isEqualTo(143);
    }
  }

  @Test
  void run_says_which_connectors_there_are() throws Exception {
    Ended ended =
        Distribution.run(
            Distribution.command(
                "sluice",
                "run",
                "--connectors",
                "carrier-pigeon",
                "Main",
                Distribution.jars("lib").get(0).toString()));

    assertThat(ended.err())
        .isEqualTo(
            "sluice: no connector named carrier-pigeon, expected one of: flume hadoop kafka"
                + " kinesis-asl mqtt pekko twitter zeromq\n");
    assertThat(ended.code()).isEqualTo(69);
  }

  @Test
  void run_says_what_is_missing() throws Exception {
    Ended ended = Distribution.run(Distribution.command("sluice", "run", "Main", "no-such.jar"));

    assertThat(ended.err()).startsWith("sluice: run: found no file no-such.jar\n");
    assertThat(ended.code()).isEqualTo(64);
  }

  @Test
  void the_other_commands_are_there() throws Exception {
    Ended help = Distribution.run(Distribution.command("sluice", "--help"));
    Ended inspected =
        Distribution.run(Distribution.command("sluice", "checkpoint", "inspect", "no-such-folder"));

    assertThat(help.out()).startsWith("Usage: bin/sluice checkpoint inspect");
    assertThat(help.code()).isZero();
    assertThat(inspected.err()).contains("found no such directory");
    assertThat(inspected.code()).isEqualTo(66);
  }

  @Test
  void submit_asks_for_spark_and_gives_it_what_a_cluster_needs() throws Exception {
    String app = Distribution.jars("lib").get(0).toString();
    Ended without =
        Distribution.run(
            Distribution.command("sluice", "submit", "--master", "yarn", "--class", "Main", app));
    Path home = Files.createTempDirectory(Distribution.temporary(), "spark");
    Path script = Files.createDirectories(home.resolve("bin")).resolve("spark-submit");
    Files.writeString(script, "#!/bin/sh\necho \"$@\"\n");
    assertThat(script.toFile().setExecutable(true)).isTrue();
    ProcessBuilder command =
        Distribution.command("sluice", "submit", "--master", "yarn", "--class", "Main", app);
    command.environment().put("SPARK_HOME", home.toString());
    Ended with = Distribution.run(command);

    assertThat(without.err()).contains("Spark is needed");
    assertThat(without.code()).isEqualTo(69);
    assertThat(with.out())
        .contains("--class Main", "/kryo5-", "/streaming-core-", "/streaming-spark-", app);
    assertThat(with.code()).isZero();
  }

  @Test
  void it_has_licenses_of_all_that_is_in_it() throws IOException {
    String thirdParty =
        Files.readString(Distribution.folder().resolve("licenses").resolve("THIRD-PARTY.txt"));

    for (String folder : Set.of("lib", "examples")) {
      for (Path jar : Distribution.jars(folder)) {
        String name = jar.getFileName().toString();
        if (!name.endsWith("-" + Distribution.version() + ".jar")) {
          String artifact = name.replaceFirst("-\\d.*", "");
          assertThat(thirdParty).contains(":" + artifact + ":");
        }
      }
    }
    assertThat(thirdParty).doesNotContain("Unknown license");
    assertThat(Distribution.folder().resolve("LICENSE")).isRegularFile();
    assertThat(Distribution.folder().resolve("NOTICE")).isRegularFile();
    System.out.printf(
        "%s: %.1f MB%n",
        Distribution.archive().getFileName(), Files.size(Distribution.archive()) / MEGABYTE);
  }

  @Test
  void the_checksum_beside_it_is_its_own() throws Exception {
    Path archive = Distribution.archive();
    byte[] hash = MessageDigest.getInstance("SHA-512").digest(Files.readAllBytes(archive));

    assertThat(archive.resolveSibling(archive.getFileName() + ".sha512"))
        .content()
        .isEqualToIgnoringNewLines(HexFormat.of().formatHex(hash) + "  " + archive.getFileName());
  }
}
