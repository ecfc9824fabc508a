package dev.sluice.dstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.rdd.RddContext;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ObjectFilesTest {
  @Test
  void every_batch_is_a_directory_that_can_be_read_again(@TempDir Path directory) throws Exception {
    try (GraphRig rig = new GraphRig()) {
      rig.numbers().saveAsObjectFiles(directory.resolve("numbers").toString(), "obj");
      rig.start();

      rig.run(1, 2);
      rig.finish(rig.generate(2), 2);

      RddContext context = new RddContext(rig.engine());
      assertThat(
              context.<Long>objectFile(directory.resolve("numbers-1000.obj").toString()).collect())
          .containsExactly(1L);
      assertThat(
              context.<Long>objectFile(directory.resolve("numbers-2000.obj").toString()).collect())
          .containsExactly(2L);
    }
  }

  @Test
  void without_suffix_the_name_ends_with_the_time(@TempDir Path directory) throws Exception {
    try (GraphRig rig = new GraphRig()) {
      rig.numbers().saveAsObjectFiles(directory.resolve("numbers").toString());
      rig.start();

      rig.run(1, 1);

      assertThat(directory.resolve("numbers-1000/_SUCCESS")).exists();
    }
  }
}
