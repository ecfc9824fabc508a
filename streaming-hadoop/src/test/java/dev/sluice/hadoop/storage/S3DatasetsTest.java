package dev.sluice.hadoop.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.io.Locations;
import dev.sluice.rdd.RddContext;
import dev.sluice.streaming.StreamingConf;
import dev.sluice.streaming.StreamingContext;
import dev.sluice.time.Durations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Datasets read files of S3 by their URIs. */
class S3DatasetsTest {
  private final String root = ObjectStore.directory();
  private final StreamingContext context =
      new StreamingContext(
          new StreamingConf().setMaster("local[2]").setAppName("datasets"), Durations.seconds(1));
  private final RddContext datasets = context.rddContext();

  @BeforeAll
  static void useServer() {
    ObjectStore.use(ObjectStore.endpoint());
  }

  @AfterEach
  void stop() {
    context.close();
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(Locations.path(root + "/" + name), text, UTF_8);
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
  void a_directory_that_would_appear_by_a_rename_is_refused_and_nothing_left() throws IOException {
    assertThatThrownBy(() -> datasets.parallelize(List.of("a"), 1).saveAsTextFile(root + "/out"))
        .hasStackTraceContaining("where that is not one step")
        .hasStackTraceContaining("HadoopUtils.saveAs");

    Path directory = Locations.path(root);
    if (Files.exists(directory)) {
      try (Stream<Path> left = Files.list(directory)) {
        assertThat(left).isEmpty();
      }
    }
  }
}
