package dev.sluice.hadoop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.dstream.PairDStream;
import dev.sluice.function.Tuple2;
import dev.sluice.hdfs.peer.HdfsCluster;
import dev.sluice.rdd.RddContext;
import dev.sluice.testkit.Collected;
import dev.sluice.testkit.TestStreams;
import dev.sluice.time.Durations;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.lib.input.TextInputFormat;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HdfsFormatsTest {
  private static final int BLOCK_BYTES = 1 << 20;
  private static HdfsCluster cluster;

  private final Configuration conf = new Configuration();
  private TestStreams streams;
  private RddContext context;
  private FileSystem files;

  @BeforeAll
  static void startCluster() throws IOException {
    cluster = HdfsCluster.start(1);
  }

  @AfterAll
  static void stopCluster() throws IOException {
    cluster.close();
  }

  @BeforeEach
  void create() throws IOException {
    conf.setInt("dfs.blocksize", BLOCK_BYTES);
    conf.setInt("dfs.replication", 1);
    conf.set("fs.defaultFS", cluster.uri().toString());
    streams = TestStreams.create(Durations.seconds(1));
    context = streams.context().rddContext();
    files = FileSystem.newInstance(cluster.uri(), conf);
  }

  @AfterEach
  void close() throws IOException {
    streams.close();
    files.delete(new Path("/test"), true);
    files.close();
  }

  /** Lets a file appear at once, last modified at a time. */
  private void write(String name, long modifiedMs, String text) throws IOException {
    Path aside = new Path("/test/aside");
    try (FSDataOutputStream out = files.create(aside)) {
      out.write(text.getBytes(UTF_8));
    }
    files.setTimes(aside, modifiedMs, -1);
    Path file = new Path(name);
    files.mkdirs(file.getParent());
    assertThat(files.rename(aside, file)).isTrue();
  }

  private PairDStream<LongWritable, Text> lines(String location) {
    return HadoopUtils.fileStream(
        streams.context(),
        location,
        LongWritable.class,
        Text.class,
        TextInputFormat.class,
        HadoopFinder::isVisible,
        true,
        conf);
  }

  @Test
  void words_of_new_files_are_counted_into_a_directory_for_each_batch() throws Exception {
    HadoopUtils.saveAsObjectFiles(
        lines("/test/in")
            .toDStream()
            .flatMap(line -> Arrays.asList(line._2().toString().split(" ")))
            .mapToPair(word -> new Tuple2<>(word, 1))
            .reduceByKey(Integer::sum),
        cluster.uri() + "/test/out/words",
        "",
        conf);
    streams.start();
    write("/test/in/a", 500, "to be or not\n");
    write("/test/in/b", 600, "to be\n");

    streams.advance(2);

    assertThat(
            HadoopDatasets.<Tuple2<String, Integer>>objectFile(
                    context, "/test/out/words-1000", conf)
                .collect())
        .containsExactlyInAnyOrder(
            new Tuple2<>("to", 2),
            new Tuple2<>("be", 2),
            new Tuple2<>("or", 1),
            new Tuple2<>("not", 1));
    assertThat(files.listStatus(new Path("/test/out")))
        .extracting(FileStatus::getPath)
        .extracting(Path::getName)
        .containsExactly("words-1000", "words-2000");
    assertThat(files.exists(new Path("/test/out/words-2000/_SUCCESS"))).isTrue();
  }

  @Test
  void a_file_of_several_blocks_has_a_partition_for_each() throws Exception {
    List<String> numbers = IntStream.range(0, 250_000).mapToObj(n -> "%09d".formatted(n)).toList();
    List<Integer> partitions = new ArrayList<>();
    PairDStream<LongWritable, Text> lines = lines(cluster.uri() + "/test/large");
    lines.foreachRDD(rdd -> partitions.add(rdd.partitions()));
    Collected<String> collected =
        streams.collect(lines.toDStream().map(line -> line._2().toString()));
    streams.start();
    write("/test/large/numbers", 500, String.join("\n", numbers));

    streams.advance(1);

    assertThat(partitions).containsExactly(3);
    assertThat(collected.batches()).isEqualTo(List.of(numbers));
  }
}
