package dev.sluice.hadoop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.function.Tuple2;
import dev.sluice.rdd.JobException;
import dev.sluice.rdd.PairRDD;
import dev.sluice.rdd.RddContext;
import dev.sluice.rdd.SaveMode;
import dev.sluice.streaming.StreamingConf;
import dev.sluice.testkit.TestStreams;
import dev.sluice.time.Durations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapred.JobConf;
import org.apache.hadoop.mapreduce.lib.output.TextOutputFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Writes a directory and crashes at every call of the file system, one after the other. */
class OutputCrashTest {
  private static final int NUMBERS = 6;

  @TempDir Path directory;
  private final Configuration conf = new Configuration(false);
  private TestStreams streams;
  private RddContext context;

  @BeforeEach
  void create() {
    conf.setClass("fs.file.impl", CrashingFiles.class, Object.class);
    conf.setBoolean("fs.file.impl.disable.cache", true);
    conf.setClass("fs.objects.impl", CrashingFiles.Unknown.class, Object.class);
    conf.setBoolean("fs.objects.impl.disable.cache", true);
    streams =
        TestStreams.create(
            new StreamingConf().set("streaming.master", "local[1,1]"), Durations.seconds(1));
    context = streams.context().rddContext();
  }

  @AfterEach
  void close() {
    CrashingFiles.Crash.never();
    streams.close();
  }

  /** Either of Hadoop's interfaces. */
  private interface Save {
    void save(PairRDD<String, Integer> dataset, String directory);
  }

  private void saveNew(PairRDD<String, Integer> dataset, String target) {
    HadoopDatasets.saveAsNewAPIHadoopFile(
        dataset,
        target,
        String.class,
        Integer.class,
        TextOutputFormat.class,
        conf,
        SaveMode.REPLACE);
  }

  private void saveOld(PairRDD<String, Integer> dataset, String target) {
    HadoopDatasets.saveAsHadoopFile(
        dataset,
        target,
        String.class,
        Integer.class,
        org.apache.hadoop.mapred.TextOutputFormat.class,
        new JobConf(conf),
        SaveMode.REPLACE);
  }

  private PairRDD<String, Integer> numbers(String key) {
    List<Tuple2<String, Integer>> pairs =
        IntStream.range(0, NUMBERS).mapToObj(n -> new Tuple2<>(key, n)).toList();
    return context.parallelizePairs(pairs, 2);
  }

  private static List<String> expected(String key) {
    return IntStream.range(0, NUMBERS).mapToObj(n -> key + "\t" + n).toList();
  }

  @Test
  void a_directory_that_is_renamed_appears_whole_by_the_new_interface() throws Exception {
    assertThat(crashAtEveryCall("file", this::saveNew, true)).isGreaterThan(20);
  }

  @Test
  void a_directory_that_is_renamed_appears_whole_by_the_old_interface() throws Exception {
    assertThat(crashAtEveryCall("file", this::saveOld, true)).isGreaterThan(20);
  }

  @Test
  void a_directory_that_is_not_renamed_is_marked_when_it_is_whole() throws Exception {
    assertThat(crashAtEveryCall("objects", this::saveNew, false)).isGreaterThan(20);
  }

  /** Returns how many calls there are. */
  private long crashAtEveryCall(String scheme, Save save, boolean renamed) throws IOException {
    long seed = System.nanoTime();
    System.out.println("OutputCrashTest: seed " + seed);
    Random random = new Random(seed);
    long calls = 0;
    for (int round = 0; round < 2; round++) {
      boolean replaces = round == 1;
      boolean crashed = true;
      for (long call = 1; crashed; call++) {
        String what = "call %d of round %d, seed %d".formatted(call, round, seed);
        Path place = directory.resolve("round-" + round + "-call-" + call);
        String target = scheme + "://" + place.resolve("out");
        CrashingFiles.Crash.never();
        if (replaces) {
          save.save(numbers("old"), target);
        }
        CrashingFiles.Crash.at(call, random);
        boolean failed = fails(save, target);
        crashed = CrashingFiles.Crash.happened();
        CrashingFiles.Crash.never();
        assertWholeOrAbsent(place, renamed, !failed, what);
        save.save(numbers("new"), target);
        assertThat(lines(place.resolve("out"))).as(what).isEqualTo(expected("new"));
        assertThat(names(place)).as(what).containsExactly("out");
        assertThat(names(place.resolve("out")))
            .as(what)
            .satisfiesExactly(
                name -> assertThat(name).isEqualTo("_SUCCESS"),
                name -> assertThat(name).matches("part-(r-)?00000"),
                name -> assertThat(name).matches("part-(r-)?00001"));
        calls = Math.max(calls, call);
      }
    }
    return calls;
  }

  private boolean fails(Save save, String target) {
    try {
      save.save(numbers("new"), target);
      return false;
    } catch (UncheckedIOException | JobException crash) {
      return true;
    }
  }

  private static void assertWholeOrAbsent(Path place, boolean renamed, boolean done, String what)
      throws IOException {
    Path out = place.resolve("out");
    if (done) {
      assertThat(lines(out)).as(what).isEqualTo(expected("new"));
    }
    boolean seemsWhole = renamed ? Files.exists(out) : Files.exists(out.resolve(Placement.SUCCESS));
    if (seemsWhole) {
      assertThat(out.resolve(Placement.SUCCESS)).as(what).exists();
      assertThat(lines(out)).as(what).isIn(expected("old"), expected("new"));
    }
    if (Files.exists(place)) {
      assertThat(names(place).stream().filter(name -> !name.startsWith(".")))
          .as(what)
          .isSubsetOf("out");
    }
  }

  private static List<String> names(Path place) throws IOException {
    try (Stream<Path> files = Files.list(place)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private static List<String> lines(Path out) throws IOException {
    Stream.Builder<String> lines = Stream.builder();
    for (String name : names(out)) {
      if (name.startsWith("part-")) {
        Files.readAllLines(out.resolve(name)).forEach(lines);
      }
    }
    return lines.build().toList();
  }
}
