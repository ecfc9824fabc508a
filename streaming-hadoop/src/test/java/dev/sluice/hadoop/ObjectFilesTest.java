package dev.sluice.hadoop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.function.Tuple2;
import dev.sluice.rdd.JobException;
import dev.sluice.rdd.PairRDD;
import dev.sluice.rdd.RddContext;
import dev.sluice.rdd.SaveMode;
import dev.sluice.testkit.TestStreams;
import dev.sluice.time.Durations;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.BytesWritable;
import org.apache.hadoop.io.IntWritable;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.lib.output.SequenceFileOutputFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ObjectFilesTest {
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

  /** A record of the user's own. */
  record Point(int x, String name) {}

  @Test
  void every_batch_is_a_directory_that_can_be_read_again() {
    List<Point> points = IntStream.range(0, 1_000).mapToObj(n -> new Point(n, "p" + n)).toList();
    HadoopUtils.saveAsObjectFiles(
        streams.input(List.of(points)), directory.resolve("points").toString(), "obj", conf);
    streams.start();

    streams.advance(2);

    assertThat(
            HadoopDatasets.<Point>objectFile(
                    context, directory.resolve("points-1000.obj").toString(), conf)
                .collect())
        .containsExactlyElementsOf(points);
    assertThat(
            HadoopDatasets.<Point>objectFile(
                    context, directory.resolve("points-2000.obj").toString(), conf)
                .collect())
        .isEmpty();
  }

  private String saved(byte[] value) {
    PairRDD<NullWritable, BytesWritable> pairs =
        context.parallelizePairs(
            List.of(new Tuple2<>(NullWritable.get(), new BytesWritable(value))), 1);
    String path = directory.resolve("foreign").toString();
    HadoopDatasets.saveAsNewAPIHadoopFile(
        pairs,
        path,
        NullWritable.class,
        BytesWritable.class,
        SequenceFileOutputFormat.class,
        conf,
        SaveMode.REPLACE);
    return path;
  }

  @Test
  void objects_in_the_form_of_java_serialization_are_refused() {
    String path = saved(new byte[] {(byte) 0xac, (byte) 0xed, 0, 5, 't', 0, 1, 'a', 0, 0});

    assertThatThrownBy(() -> HadoopDatasets.objectFile(context, path, conf).collect())
        .isInstanceOf(JobException.class)
        .rootCause()
        .hasMessageContaining("found a value that begins with aced0005, expected 534c4f42");
  }

  @Test
  void a_value_that_is_damaged_is_refused() {
    String path = saved(new byte[] {0x53, 0x4c, 0x4f, 0x42, 0, 0, 0, 0, 1, 2, 3});

    assertThatThrownBy(() -> HadoopDatasets.objectFile(context, path, conf).collect())
        .isInstanceOf(JobException.class)
        .rootCause()
        .hasMessageContaining("wrong checksum of a value");
    String shorter = saved(new byte[] {0x53, 0x4c, 0x4f, 0x42});
    assertThatThrownBy(() -> HadoopDatasets.objectFile(context, shorter, conf).collect())
        .rootCause()
        .hasMessageContaining("expected 534c4f42");
  }

  @Test
  void sequence_files_are_read_with_the_classes_that_they_have() {
    PairRDD<Text, IntWritable> pairs =
        context.parallelizePairs(
            List.of(
                new Tuple2<>(new Text("a"), new IntWritable(1)),
                new Tuple2<>(new Text("b"), new IntWritable(2))),
            1);
    String path = directory.resolve("pairs").toString();
    HadoopDatasets.saveAsNewAPIHadoopFile(
        pairs,
        path,
        Text.class,
        IntWritable.class,
        SequenceFileOutputFormat.class,
        conf,
        SaveMode.CREATE);

    assertThat(
            HadoopDatasets.sequenceFile(context, path, Text.class, IntWritable.class, conf)
                .collect())
        .containsExactly(
            new Tuple2<>(new Text("a"), new IntWritable(1)),
            new Tuple2<>(new Text("b"), new IntWritable(2)));
    assertThatThrownBy(
            () ->
                HadoopDatasets.sequenceFile(context, path, Text.class, Text.class, conf).collect())
        .isInstanceOf(JobException.class)
        .rootCause()
        .hasMessageContaining("wrong class of values, found org.apache.hadoop.io.IntWritable")
        .hasMessageContaining("expected org.apache.hadoop.io.Text");
  }

  @Test
  void a_path_without_files_is_an_error_that_names_it() {
    String path = directory.resolve("none").toString();

    assertThatThrownBy(() -> HadoopDatasets.objectFile(context, path, conf))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage("Cannot list input files of " + path);
  }
}
