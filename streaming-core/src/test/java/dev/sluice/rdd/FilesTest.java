package dev.sluice.rdd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sluice.function.Tuple2;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Files in and out. */
@ParameterizedClass
@EnumSource(RecordingRunner.Place.class)
class FilesTest {
  private static final String INPUTS = "dev.sluice.rdd.Samples#partitionsAndSeeds";
  private final RecordingRunner runner;
  private final RddContext context;
  @TempDir private Path directory;

  FilesTest(RecordingRunner.Place place) {
    runner = RecordingRunner.at(place);
    context = new RddContext(runner);
  }

  @AfterEach
  void close() {
    runner.close();
  }

  @ParameterizedTest
  @MethodSource(INPUTS)
  void every_line_is_in_one_split(int partitions, long seed) throws IOException {
    Random random = new Random(seed);
    List<String> lines = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(40); i > 0; i--) {
      String line = "äx".repeat(random.nextInt(12));
      lines.add(line);
      text.append(line).append(random.nextBoolean() ? "\n" : "\r\n");
    }
    lines.add("no end");
    Path file = Files.writeString(directory.resolve("text"), text + "no end");

    RDD<String> rdd = context.textFile(file.toString(), partitions);

    assertThat(rdd.collect()).isEqualTo(lines);
    assertThat(rdd.partitions()).isBetween(partitions, partitions + 1);
    assertThat(context.textFile("file://" + file, 1).count()).isEqualTo(lines.size());
  }

  @Test
  void directories_and_patterns_name_many_files() throws IOException {
    for (String name : List.of("b.txt", "a.txt", "c.log", "_hidden", ".hidden")) {
      Files.writeString(directory.resolve(name), name + "\n");
    }
    Files.createDirectory(directory.resolve("sub"));

    assertThat(context.textFile(directory.toString(), 1).collect())
        .containsExactly("a.txt", "b.txt", "c.log");
    assertThat(context.textFile(directory + "/*.txt").collect()).containsExactly("a.txt", "b.txt");
    assertThatExceptionOfType(UncheckedIOException.class)
        .isThrownBy(() -> context.textFile(directory + "/*.none"))
        .withMessageContaining("found no file");
  }

  @ParameterizedTest
  @MethodSource(INPUTS)
  void text_is_saved_as_one_file_for_each_partition(int partitions, long seed) throws IOException {
    List<Integer> numbers = Samples.numbers(seed);
    Path target = directory.resolve("out");

    context.parallelize(numbers, partitions).saveAsTextFile(target.toString());

    assertThat(context.textFile(target.toString(), 1).map(Integer::valueOf).collect())
        .isEqualTo(numbers);
    try (Stream<Path> files = Files.list(target)) {
      assertThat(files).hasSize(partitions + 1);
    }
    assertThat(target.resolve("part-00000")).exists();
    assertThat(target.resolve("_SUCCESS")).isEmptyFile();
  }

  @Test
  void a_directory_is_replaced_only_if_asked_for() {
    String target = directory.resolve("out").toString();
    RDD<Integer> rdd = context.parallelize(List.of(1, 2, 3), 3);
    rdd.saveAsTextFile(target);

    assertThatExceptionOfType(UncheckedIOException.class)
        .isThrownBy(() -> rdd.saveAsTextFile(target));
    rdd.coalesce(1).map(n -> -n).saveAsTextFile(target, SaveMode.REPLACE);

    assertThat(context.textFile(target).collect()).containsExactly("-1", "-2", "-3");
  }

  @Test
  void a_job_that_fails_leaves_no_directory() throws IOException {
    RDD<Integer> failing =
        context
            .parallelize(List.of(1), 1)
            .map(
                n -> {
                  throw new IOException("no");
                });

    assertThatExceptionOfType(JobException.class)
        .isThrownBy(() -> failing.saveAsObjectFile(directory.resolve("out").toString()));
    try (Stream<Path> left = Files.list(directory)) {
      assertThat(left).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource(INPUTS)
  void objects_come_back_equal(int partitions, long seed) {
    List<Tuple2<String, Integer>> pairs = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      pairs.addAll(Samples.pairs(seed + i));
    }
    String target = directory.resolve("objects").toString();

    context.parallelizePairs(pairs, partitions).saveAsObjectFile(target);

    RDD<Tuple2<String, Integer>> read = context.objectFile(target);
    assertThat(read.partitions()).isEqualTo(partitions);
    assertThat(read.collect()).isEqualTo(pairs);
  }

  @Test
  void damage_to_an_object_file_is_found() throws IOException {
    Path target = directory.resolve("objects");
    context.parallelize(List.of("some", "words"), 1).saveAsObjectFile(target.toString());
    Path part = target.resolve("part-00000");
    byte[] whole = Files.readAllBytes(part);

    for (int i = 0; i < whole.length; i++) {
      byte[] flipped = whole.clone();
      flipped[i] ^= 1;
      assertUnreadable(part, flipped);
      byte[] torn = Arrays.copyOf(whole, i);
      assertUnreadable(part, torn);
    }
    Files.write(part, whole);
    assertThat(context.objectFile(target.toString()).count()).isEqualTo(2);
  }

  private void assertUnreadable(Path part, byte[] bytes) throws IOException {
    Files.write(part, bytes);
    RDD<String> rdd = context.objectFile(part.toString());
    assertThatExceptionOfType(JobException.class).isThrownBy(rdd::collect);
  }

  @Test
  void binary_records_have_the_same_length() throws IOException {
    Path file = Files.write(directory.resolve("bytes"), new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10});

    RDD<byte[]> pairs = context.binaryRecords(file.toString(), 2);

    assertThat(pairs.partitions()).isEqualTo(2);
    assertThat(pairs.map(bytes -> (int) bytes[0]).collect()).containsExactly(1, 3, 5, 7, 9);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> context.binaryRecords(file.toString(), 3))
        .withMessageContaining("found 10 bytes, expected a multiple of 3");
  }
}
