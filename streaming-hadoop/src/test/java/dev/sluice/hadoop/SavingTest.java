package dev.sluice.hadoop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.dstream.PairDStream;
import dev.sluice.function.Tuple2;
import dev.sluice.rdd.JobException;
import dev.sluice.rdd.PairRDD;
import dev.sluice.rdd.RddContext;
import dev.sluice.rdd.SaveMode;
import dev.sluice.testkit.TestStreams;
import dev.sluice.time.Durations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.IntWritable;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.io.compress.GzipCodec;
import org.apache.hadoop.mapred.JobConf;
import org.apache.hadoop.mapred.lib.MultipleTextOutputFormat;
import org.apache.hadoop.mapreduce.lib.output.SequenceFileOutputFormat;
import org.apache.hadoop.mapreduce.lib.output.TextOutputFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SavingTest {
  @TempDir Path directory;
  private final Configuration conf = new Configuration();
  private TestStreams streams;
  private RddContext context;

  @BeforeEach
  void create() {
    streams = TestStreams.create(Durations.seconds(1));
    context = streams.context().rddContext();
  }

  @AfterEach
  void close() {
    streams.close();
  }

  private PairDStream<String, Integer> words() {
    return streams
        .input(List.of(List.of("a", "bb"), List.<String>of(), List.of("ccc")))
        .mapToPair(word -> new Tuple2<>(word, word.length()));
  }

  private List<String> visible() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  /** The lines of all files of a directory that are no bookkeeping, in the order of names. */
  private static List<String> lines(Path saved) throws IOException {
    try (Stream<Path> files = Files.list(saved)) {
      List<Path> parts =
          files.filter(file -> file.getFileName().toString().startsWith("part-")).sorted().toList();
      Stream.Builder<String> lines = Stream.builder();
      for (Path part : parts) {
        Files.readAllLines(part).forEach(lines);
      }
      return lines.build().toList();
    }
  }

  @Test
  void every_batch_is_a_directory_of_the_new_interface() throws Exception {
    String prefix = "file://" + directory.resolve("words");
    HadoopUtils.saveAsNewAPIHadoopFiles(words(), prefix, "txt");
    streams.start();

    streams.advance(3);

    assertThat(visible()).containsExactly("words-1000.txt", "words-2000.txt", "words-3000.txt");
    assertThat(lines(directory.resolve("words-1000.txt"))).containsExactly("a\t1", "bb\t2");
    assertThat(directory.resolve("words-1000.txt/part-r-00000")).exists();
    assertThat(directory.resolve("words-1000.txt/part-r-00001")).exists();
    assertThat(directory.resolve("words-1000.txt/_temporary")).doesNotExist();
    assertThat(directory.resolve("words-2000.txt/_SUCCESS")).exists();
    assertThat(lines(directory.resolve("words-2000.txt"))).isEmpty();
    assertThat(lines(directory.resolve("words-3000.txt"))).containsExactly("ccc\t3");
  }

  @Test
  void every_batch_is_a_directory_of_the_old_interface() throws Exception {
    HadoopUtils.saveAsHadoopFiles(words(), directory.resolve("words").toString(), "");
    streams.start();

    streams.advance(1);

    assertThat(visible()).containsExactly("words-1000");
    assertThat(lines(directory.resolve("words-1000"))).containsExactly("a\t1", "bb\t2");
    assertThat(directory.resolve("words-1000/part-00001")).exists();
    assertThat(directory.resolve("words-1000/_SUCCESS")).exists();
  }

  @Test
  void sequence_files_of_the_old_interface_are_read_back_by_it() throws Exception {
    HadoopUtils.saveAsHadoopFiles(
        words().mapToPair(pair -> new Tuple2<>(new Text(pair._1()), new IntWritable(pair._2()))),
        directory.resolve("words").toString(),
        "seq",
        Text.class,
        IntWritable.class,
        org.apache.hadoop.mapred.SequenceFileOutputFormat.class);
    streams.start();
    streams.advance(1);

    List<String> read =
        HadoopDatasets.hadoopFile(
                context,
                directory.resolve("words-1000.seq").toString(),
                OldSequenceFiles.class,
                Text.class,
                IntWritable.class,
                1,
                conf)
            .map(pair -> pair._1() + " " + pair._2())
            .collect();

    assertThat(read).containsExactly("a 1", "bb 2");
  }

  /** Sequence files with the types that the test has. */
  public static final class OldSequenceFiles
      extends org.apache.hadoop.mapred.SequenceFileInputFormat<Text, IntWritable> {}

  /** Writes each key to a file of its own, as many programs do. */
  public static final class ByKey extends MultipleTextOutputFormat<String, Integer> {
    @Override
    protected String generateFileNameForKeyValue(String key, Integer value, String name) {
      return key + "/" + name;
    }
  }

  @Test
  void a_format_may_write_several_files_and_compress_them() throws Exception {
    JobConf job = new JobConf(conf);
    HadoopUtils.saveAsHadoopFiles(
        words(),
        directory.resolve("words").toString(),
        "",
        String.class,
        Integer.class,
        ByKey.class,
        job);
    Configuration compressing = new Configuration(conf);
    compressing.setBoolean(TextOutputFormat.COMPRESS, true);
    compressing.setClass(TextOutputFormat.COMPRESS_CODEC, GzipCodec.class, Object.class);
    HadoopUtils.saveAsNewAPIHadoopFiles(
        words(),
        directory.resolve("packed").toString(),
        "",
        String.class,
        Integer.class,
        TextOutputFormat.class,
        compressing);
    streams.start();

    streams.advance(1);

    assertThat(directory.resolve("words-1000/a/part-00000")).hasContent("a\t1");
    assertThat(directory.resolve("words-1000/bb/part-00001")).hasContent("bb\t2");
    assertThat(directory.resolve("packed-1000/part-r-00000.gz")).exists();
  }

  private PairRDD<String, Integer> numbers(int to) {
    List<Tuple2<String, Integer>> pairs =
        IntStream.range(0, to).mapToObj(n -> new Tuple2<>("n", n)).toList();
    return context.parallelizePairs(pairs, 2);
  }

  private void save(PairRDD<String, Integer> numbers, SaveMode mode) {
    HadoopDatasets.saveAsNewAPIHadoopFile(
        numbers,
        directory.resolve("out").toString(),
        String.class,
        Integer.class,
        TextOutputFormat.class,
        conf,
        mode);
  }

  @Test
  void what_is_there_is_replaced_or_refused_as_the_program_says() throws Exception {
    save(numbers(3), SaveMode.CREATE);
    save(numbers(2), SaveMode.REPLACE);

    assertThat(lines(directory.resolve("out"))).containsExactly("n\t0", "n\t1");
    assertThat(visible()).containsExactly("out");
    assertThatThrownBy(() -> save(numbers(1), SaveMode.CREATE))
        .isInstanceOf(UncheckedIOException.class)
        .hasRootCauseMessage(
            "Cannot write the directory file:"
                + directory.resolve("out")
                + ": it is there already");
    assertThat(lines(directory.resolve("out"))).containsExactly("n\t0", "n\t1");
  }

  @Test
  void a_file_of_that_name_is_not_replaced() throws Exception {
    Files.writeString(directory.resolve("out"), "mine");

    assertThatThrownBy(() -> save(numbers(1), SaveMode.REPLACE))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("Cannot save a dataset to " + directory.resolve("out"));
    assertThat(directory.resolve("out")).hasContent("mine");
  }

  @Test
  void a_task_that_fails_leaves_what_was_there() throws Exception {
    save(numbers(3), SaveMode.CREATE);
    PairRDD<String, Integer> failing =
        numbers(10)
            .mapToPair(
                pair -> {
                  if (pair._2() == 7) {
                    throw new IllegalStateException("seven");
                  }
                  return pair;
                });

    assertThatThrownBy(() -> save(failing, SaveMode.REPLACE))
        .isInstanceOf(JobException.class)
        .hasRootCauseMessage("seven");

    assertThat(lines(directory.resolve("out"))).containsExactly("n\t0", "n\t1", "n\t2");
    assertThat(visible()).containsExactly("out");
  }

  @Test
  void keys_that_the_format_cannot_write_are_an_error() {
    PairRDD<LongWritable, Text> pairs =
        context.parallelizePairs(List.of(new Tuple2<>(new LongWritable(1), new Text("a"))), 1);

    assertThatThrownBy(
            () ->
                HadoopDatasets.saveAsNewAPIHadoopFile(
                    pairs,
                    directory.resolve("out").toString(),
                    Text.class,
                    Text.class,
                    SequenceFileOutputFormat.class,
                    conf,
                    SaveMode.CREATE))
        .isInstanceOf(JobException.class)
        .rootCause()
        .hasMessageContaining("wrong key class");
    assertThat(directory.resolve("out")).doesNotExist();
  }
}
