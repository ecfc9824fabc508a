package dev.sluice.hadoop.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.rdd.RDD;
import dev.sluice.rdd.RddContext;
import dev.sluice.rdd.SaveMode;
import dev.sluice.streaming.StreamingConf;
import dev.sluice.streaming.StreamingContext;
import dev.sluice.time.Durations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Datasets read and write files of HDFS by their URIs. */
class DatasetsTest {
  private final String root = Hadoop.directory();
  private final StreamingContext context =
      new StreamingContext(
          new StreamingConf().setMaster("local[2]").setAppName("datasets"), Durations.seconds(1));
  private final RddContext datasets = context.rddContext();

  @AfterEach
  void stop() {
    context.close();
  }

  private void write(String name, String text) throws IOException {
    Path file = HadoopFiles.path(root + "/" + name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text, UTF_8);
  }

  @Test
  void lines_are_read_from_files_directories_and_patterns() throws IOException {
    write("in/a.txt", "1\n2\n");
    write("in/b.txt", "3\n");
    write("in/_hidden", "x\n");
    write("other/c.txt", "4");

    assertThat(datasets.textFile(root + "/in/a.txt").collect()).containsExactly("1", "2");
    assertThat(datasets.textFile(root + "/in").collect()).containsExactly("1", "2", "3");
    assertThat(datasets.textFile(root + "/{in,other}/[ac].txt").collect())
        .containsExactly("1", "2", "4");
    assertThatThrownBy(() -> datasets.textFile(root + "/none").collect())
        .hasMessageContaining(root + "/none");
  }

  @Test
  void a_file_is_read_in_parts() throws IOException {
    List<String> lines = IntStream.range(0, 10_000).mapToObj(Integer::toString).toList();
    write("big", String.join("\n", lines));

    RDD<String> read = datasets.textFile(root + "/big", 4);

    assertThat(read.partitions()).isGreaterThanOrEqualTo(4);
    assertThat(read.collect()).isEqualTo(lines);
  }

  @Test
  void directories_are_written_whole_and_replaced() throws IOException {
    String out = root + "/out";
    datasets.parallelize(List.of("a", "b", "c"), 2).saveAsTextFile(out);
    datasets.parallelize(List.of("d"), 1).saveAsTextFile(out, SaveMode.REPLACE);
    datasets.parallelize(List.of(1, 2, 3), 2).saveAsObjectFile(root + "/objects");

    assertThat(datasets.textFile(out).collect()).containsExactly("d");
    assertThat(datasets.<Integer>objectFile(root + "/objects").collect()).containsExactly(1, 2, 3);
    try (Stream<Path> all = Files.list(HadoopFiles.path(root))) {
      assertThat(all.map(path -> path.getFileName().toString()))
          .containsExactlyInAnyOrder("out", "objects");
    }
    assertThat(HadoopFiles.path(out + "/_SUCCESS")).exists();
    assertThatThrownBy(() -> datasets.parallelize(List.of("e"), 1).saveAsTextFile(out))
        .hasMessageContaining(out);
  }
}
