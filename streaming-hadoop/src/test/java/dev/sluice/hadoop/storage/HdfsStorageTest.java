package dev.sluice.hadoop.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.io.Storage;
import dev.sluice.io.StoragePlace;
import dev.sluice.testkit.storage.StorageContract;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.hadoop.fs.FileStatus;
import org.junit.jupiter.api.Test;

class HdfsStorageTest extends StorageContract {
  private final String directory = Hadoop.directory();
  private final Storage storage = StoragePlace.of("directory", directory).storage();

  @Override
  protected Storage storage() {
    return storage;
  }

  private FileStatus status(String name) throws IOException {
    HadoopPath path = HadoopFiles.path(directory + name);
    return path.getFileSystem().hadoop().getFileStatus(path.hadoop());
  }

  @Test
  void files_and_directories_are_the_owners_alone() throws IOException {
    storage.create("log/a").close();
    storage.write("kept/b", ByteBuffer.allocate(1));

    assertThat(status("").getPermission()).hasToString("rwx------");
    assertThat(status("/log").getPermission()).hasToString("rwx------");
    assertThat(status("/kept").getPermission()).hasToString("rwx------");
    assertThat(status("/log/a").getPermission()).hasToString("rw-------");
    assertThat(status("/kept/b").getPermission()).hasToString("rw-------");
  }

  @Test
  void directories_go_with_their_last_file() throws IOException {
    storage.write("a/b/c", ByteBuffer.allocate(1));
    storage.write("a/d", ByteBuffer.allocate(1));

    storage.delete("a/b/c");
    assertThat(HadoopFiles.path(directory + "/a/b")).doesNotExist();
    assertThat(HadoopFiles.path(directory + "/a")).exists();
    storage.delete("a/d");
    assertThat(HadoopFiles.path(directory + "/a")).doesNotExist();
    assertThat(HadoopFiles.path(directory)).exists();
  }
}
