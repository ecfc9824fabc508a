package dev.sluice.hdfs.peer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class HdfsClusterTest {

  /** Six processes begin, one after another. */
  @Test
  @Timeout(180)
  void it_keeps_files_when_nodes_are_killed_and_restarted_and_ends_with_its_data()
      throws Exception {
    List<ProcessHandle> nodes;
    try (HdfsCluster cluster = HdfsCluster.start(2)) {
      nodes = cluster.handles();
      try (FileSystem files = FileSystem.newInstance(cluster.uri(), new Configuration())) {
        write(files, "before", (short) 2);
        cluster.killDataNode(0);
        assertThat(nodes.get(1).isAlive()).isFalse();
        assertThat(read(files, "before")).isEqualTo("before");

        cluster.restartDataNode(0);
        cluster.killNameNode();
        cluster.restartNameNode();
        write(files, "after", (short) 1);

        assertThat(read(files, "before")).isEqualTo("before");
        assertThat(read(files, "after")).isEqualTo("after");
      }
      assertThat(nodes).hasSize(3);
      nodes = cluster.handles();
    }

    assertThat(nodes).noneMatch(ProcessHandle::isAlive);
  }

  @Test
  void it_leaves_no_directory_when_a_setting_keeps_it_from_starting() throws Exception {
    long before = temporaryDirectories();

    assertThat(
            catchThrowable(() -> HdfsCluster.start(0, Map.of("dfs.namenode.rpc-address", "no:x"))))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("Cannot start a broker");

    assertThat(temporaryDirectories()).isEqualTo(before);
  }

  private static long temporaryDirectories() throws IOException {
    try (var files = Files.list(java.nio.file.Path.of(System.getProperty("java.io.tmpdir")))) {
      return files.filter(file -> file.getFileName().toString().startsWith("hdfs-peer")).count();
    }
  }

  private static void write(FileSystem files, String text, short replicas) throws IOException {
    try (FSDataOutputStream out =
        files.create(new Path("/" + text), true, 4096, replicas, 1 << 20)) {
      out.write(text.getBytes(UTF_8));
    }
  }

  private static String read(FileSystem files, String name) throws IOException {
    try (FSDataInputStream in = files.open(new Path("/" + name))) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }
}
