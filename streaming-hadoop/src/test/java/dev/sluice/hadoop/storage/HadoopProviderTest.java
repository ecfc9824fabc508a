package dev.sluice.hadoop.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sluice.io.LocalStorage;
import dev.sluice.io.Storage;
import dev.sluice.io.StoragePlace;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HadoopProviderTest {

  @Test
  void hdfs_is_a_place_for_checkpoints() {
    StoragePlace place = StoragePlace.of("checkpoint directory", "hdfs://127.0.0.1:1/a/../b");

    assertThat(place.storage()).isInstanceOf(HdfsStorage.class);
    assertThat(place).hasToString("hdfs://127.0.0.1:1/b");
    assertThat(place.isSame(StoragePlace.of("directory", "hdfs://127.0.0.1:1/b"))).isTrue();
  }

  @Test
  void local_directories_stay_with_the_core(@TempDir Path folder) {
    assertThat(StoragePlace.of("directory", "file:" + folder).storage())
        .isInstanceOf(LocalStorage.class);
  }

  @Test
  void a_file_system_that_cannot_keep_the_promises_is_refused_with_what_to_use() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> StoragePlace.of("checkpoint directory", "webhdfs://127.0.0.1:1/a"))
        .withMessageContaining("Cannot use a checkpoint directory")
        .withMessageContaining("found \"webhdfs://127.0.0.1:1/a\"")
        .withMessageContaining("expected a directory of HDFS, of S3 by s3a: or a local one")
        .withMessageContaining("keep checkpoints and logs on hdfs:// or a local disk");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HadoopStorage.of("ftp://127.0.0.1:1/a", new Configuration()))
        .withMessageContaining("expected a directory of HDFS");
  }

  @Test
  void s3_is_a_place_for_checkpoints() {
    StoragePlace place = StoragePlace.of("checkpoint directory", "s3a://bucket/a");

    assertThat(place.storage()).isInstanceOf(S3Storage.class);
    assertThat(place).hasToString("s3a://bucket/a");
  }

  @Test
  void what_is_missing_for_a_scheme_is_named() {
    Configuration settings = new Configuration();
    settings.set("fs.lost.impl", "com.acme.LostFileSystem");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HadoopStorage.of("lost://host/a", settings))
        .withMessageContaining("expected the file system's classes for lost:")
        .withMessageContaining("com.acme.LostFileSystem");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> StoragePlace.of("checkpoint directory", "nothing://bucket/a"))
        .withMessageContaining("something on the class path that knows nothing:");
  }

  @Test
  void a_uri_without_a_scheme_is_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HadoopStorage.of("/a", new Configuration()))
        .withMessageContaining("expected a URI with a scheme");
  }

  @Test
  void a_storage_on_its_way_to_another_process_takes_its_settings_along() throws Exception {
    Configuration settings = new Configuration();
    settings.set("dfs.replication", "2");
    String directory = Hadoop.directory();
    Storage storage = HadoopStorage.of(directory, settings);
    storage.write("a", ByteBuffer.wrap(new byte[] {1}));

    SentDirectory sent = SentDirectory.of(HadoopFiles.path(directory, settings));

    assertThat(sent.settings())
        .containsEntry("dfs.replication", "2")
        .containsEntry("fs.automatic.close", "false")
        .hasSizeLessThan(10);
    assertThat(SentDirectory.of(HadoopFiles.path(directory)).settings())
        .doesNotContainKey("dfs.replication");
    assertThat(sent.root()).isEqualTo(directory);
  }
}
