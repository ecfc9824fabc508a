package dev.sluice.hadoop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.dstream.DStream;
import dev.sluice.dstream.PairDStream;
import dev.sluice.function.Tuple2;
import dev.sluice.streaming.StreamingConf;
import dev.sluice.streaming.StreamingException;
import dev.sluice.testkit.Collected;
import dev.sluice.testkit.TestStreams;
import dev.sluice.time.Durations;
import dev.sluice.time.Time;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.lib.input.KeyValueTextInputFormat;
import org.apache.hadoop.mapreduce.lib.input.TextInputFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileStreamTest {
  @TempDir Path directory;
  private TestStreams streams;

  @BeforeEach
  void create() {
    streams = TestStreams.create(Durations.seconds(1));
  }

  @AfterEach
  void close() {
    streams.close();
  }

  private Path write(String name, long modifiedMs, String text) throws IOException {
    Path file = Files.write(directory.resolve(name), text.getBytes(UTF_8));
    return Files.setLastModifiedTime(file, FileTime.fromMillis(modifiedMs));
  }

  private PairDStream<LongWritable, Text> lines(String location) {
    return HadoopUtils.fileStream(
        streams.context(), location, LongWritable.class, Text.class, TextInputFormat.class);
  }

  private static <K, V> DStream<String> texts(PairDStream<K, V> pairs) {
    return pairs.toDStream().map(pair -> pair._1() + "=" + pair._2());
  }

  private Collected<String> collect(PairDStream<?, ?> pairs) {
    return streams.collect(texts(pairs));
  }

  @Test
  void each_new_file_is_read_in_the_batch_of_its_time() throws Exception {
    Collected<String> collected = collect(lines("file://" + directory));
    streams.start();
    write("a", 500, "one\ntwo\n");
    write("b", 1_000, "three\n");
    write("c", 1_001, "four\n");
    write(".hidden", 500, "no\n");
    write("_SUCCESS", 500, "");

    streams.advance(3);

    assertThat(collected.batches())
        .containsExactly(List.of("0=one", "4=two", "0=three"), List.of("0=four"), List.of());
  }

  @Test
  void records_that_the_reader_fills_again_are_records_of_their_own() throws Exception {
    List<Tuple2<LongWritable, Text>> kept = new ArrayList<>();
    lines(directory.toString()).foreachRDD(rdd -> kept.addAll(rdd.collect()));
    streams.start();
    write("a", 500, "one\ntwo\nthree\n");

    streams.advance(1);

    assertThat(kept)
        .extracting(pair -> pair._1().get() + "=" + pair._2())
        .containsExactly("0=one", "4=two", "8=three");
  }

  @Test
  void a_filter_and_older_files_are_for_the_program_to_choose() throws Exception {
    streams.close();
    streams = TestStreams.create(new StreamingConf(), Durations.seconds(1), new Time(10_000));
    write("old.txt", 5_000, "a\t1\n");
    write("old.log", 5_000, "b\t2\n");
    Collected<String> all = collect(textFiles(false));
    Collected<String> newOnes = collect(textFiles(true));
    streams.start();
    write("new.txt", 10_500, "c\t3\n");
    write("new.log", 10_500, "d\t4\n");

    streams.advance(1);

    assertThat(all.batches()).isEqualTo(List.of(List.of("a=1", "c=3")));
    assertThat(newOnes.batches()).isEqualTo(List.of(List.of("c=3")));
  }

  private PairDStream<Text, Text> textFiles(boolean newFilesOnly) {
    return HadoopUtils.fileStream(
        streams.context(),
        directory.toString(),
        Text.class,
        Text.class,
        KeyValueTextInputFormat.class,
        file -> file.getName().endsWith(".txt"),
        newFilesOnly);
  }

  @Test
  void a_large_file_has_a_partition_for_each_split() throws Exception {
    Configuration conf = new Configuration();
    conf.set("mapreduce.input.fileinputformat.split.maxsize", "100");
    List<Integer> partitions = new ArrayList<>();
    PairDStream<LongWritable, Text> lines =
        HadoopUtils.fileStream(
            streams.context(),
            directory.toString(),
            LongWritable.class,
            Text.class,
            TextInputFormat.class,
            file -> true,
            true,
            conf);
    lines.foreachRDD(rdd -> partitions.add(rdd.partitions()));
    Collected<String> collected = streams.collect(lines.toDStream().map(l -> l._2().toString()));
    streams.start();
    List<String> numbers = IntStream.range(0, 200).mapToObj(Integer::toString).toList();
    Path file = write("numbers", 500, String.join("\n", numbers));

    streams.advance(1);

    assertThat(partitions).containsExactly((int) Math.ceil(Files.size(file) / 100.0));
    assertThat(collected.batches().get(0)).isEqualTo(numbers);
  }

  @Test
  void names_of_files_may_have_the_letters_of_patterns() throws Exception {
    Collected<String> collected = collect(lines(directory.toString()));
    streams.start();
    write("a{b,c}[d]*?^ %20 e", 500, "one\n");
    write("ab", 600, "two\n");

    streams.advance(1);

    assertThat(collected.batches()).isEqualTo(List.of(List.of("0=one", "0=two")));
  }

  @Test
  void a_pattern_stands_for_the_directories_that_match() throws Exception {
    Files.createDirectories(directory.resolve("in-1/below"));
    Files.createDirectories(directory.resolve("in-2"));
    Files.createDirectories(directory.resolve("out"));
    Collected<String> collected = collect(lines(directory + "/in-*"));
    streams.start();
    write("in-1/a", 500, "one\n");
    write("in-1/below/b", 500, "no\n");
    write("in-2/c", 600, "two\n");
    write("out/d", 500, "no\n");

    streams.advance(1);

    assertThat(collected.batches()).isEqualTo(List.of(List.of("0=one", "0=two")));
  }

  @Test
  void a_directory_may_come_later() throws Exception {
    Collected<String> collected = collect(lines(directory.resolve("later").toString()));
    streams.start();
    streams.advance(1);
    Files.createDirectory(directory.resolve("later"));
    write("later/a", 1_500, "one\n");

    streams.advance(1);

    assertThat(collected.batches()).containsExactly(List.of(), List.of("0=one"));
  }

  @Test
  void records_of_another_class_than_was_said_are_an_error_that_names_both() throws Exception {
    PairDStream<?, ?> wrong = wronglyTyped();
    collect(wrong);
    streams.start();
    write("a", 500, "one\n");

    assertThatThrownBy(() -> streams.advance(1))
        .isInstanceOf(StreamingException.class)
        .rootCause()
        .hasMessageContaining("wrong class of keys, found org.apache.hadoop.io.LongWritable")
        .hasMessageContaining("expected org.apache.hadoop.io.Text");
  }

  @SuppressWarnings("unchecked") // what a program does that is wrong
  private PairDStream<?, ?> wronglyTyped() {
    Class<TextInputFormat> lines = TextInputFormat.class;
    Class<KeyValueTextInputFormat> wrong = (Class<KeyValueTextInputFormat>) (Class<?>) lines;
    return HadoopUtils.fileStream(
        streams.context(), directory.toString(), Text.class, Text.class, wrong);
  }

  @Test
  void a_program_that_starts_again_goes_on_with_the_files_that_came_meanwhile() throws Exception {
    Path checkpoints = directory.resolve("checkpoints");
    List<List<String>> before = run(checkpoints, 0, 1_000, "a", 500L);
    List<List<String>> after = run(checkpoints, 1_500, 3_000, "b", 2_500L);

    assertThat(before).containsExactly(List.of("0=a"));
    assertThat(after).contains(List.of("0=a", "0=b"));
  }

  private List<List<String>> run(
      Path checkpoints, long fromMs, long toMs, String name, long modifiedMs) throws Exception {
    Files.createDirectories(directory.resolve("in"));
    streams.close();
    streams = TestStreams.create(new StreamingConf(), Durations.seconds(1), new Time(fromMs));
    streams.context().checkpoint(checkpoints.toString());
    DStream<String> window =
        texts(lines(directory.resolve("in").toString())).window(Durations.seconds(3));
    Collected<String> collected = streams.collect(window);
    write("in/" + name, modifiedMs, name + "\n");
    streams.start();
    streams.advance((int) ((toMs - fromMs) / 1_000) + (fromMs > 0 ? 1 : 0));
    streams.close();
    return collected.batches();
  }
}
