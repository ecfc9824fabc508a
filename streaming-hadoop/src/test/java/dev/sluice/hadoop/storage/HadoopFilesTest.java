package dev.sluice.hadoop.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sluice.io.Locations;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the JDK's classes for files do on HDFS. */
class HadoopFilesTest {
  private static final String NOWHERE = "hdfs://127.0.0.1:1";

  private final Path root = HadoopFiles.path(Hadoop.directory());

  private static List<String> names(Stream<Path> paths) {
    return paths.map(Path::toString).sorted().toList();
  }

  private Path write(String name, String text) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text, UTF_8);
  }

  @Test
  void a_path_is_its_uri() {
    Path path = Locations.path(NOWHERE + "/data/in put/a");

    assertThat(path.toString()).isEqualTo(NOWHERE + "/data/in put/a");
    assertThat(Locations.path(path.toString())).isEqualTo(path).hasSameHashCodeAs(path);
    assertThat(path.toUri()).isEqualTo(URI.create(NOWHERE + "/data/in%20put/a"));
    assertThat(path.getFileName().toString()).isEqualTo("a");
    assertThat(path.getParent().toString()).isEqualTo(NOWHERE + "/data/in put");
    assertThat(path.getRoot().toString()).isEqualTo(NOWHERE + "/");
    assertThat(path.getRoot().getParent()).isNull();
    assertThat(path.getName(1).toString()).isEqualTo("in put");
    assertThat(path.getNameCount()).isEqualTo(3);
    assertThat(path.isAbsolute()).isTrue();
    assertThat(path.resolve("../b/./c").normalize().toString())
        .isEqualTo(NOWHERE + "/data/in put/b/c");
    assertThat(path.resolveSibling("b").toString()).isEqualTo(NOWHERE + "/data/in put/b");
    assertThat(path.getRoot().resolve("data").relativize(path).toString()).isEqualTo("in put/a");
    assertThat(path.relativize(path.getRoot().resolve("data")).toString()).isEqualTo("../..");
    assertThat(path.startsWith(path.getParent())).isTrue();
    assertThat(path.endsWith(path.getFileName())).isTrue();
    assertThat(path.startsWith(root)).isFalse();
    assertThat(path).isLessThan(path.resolveSibling("b"));
  }

  @Test
  void a_uri_without_a_host_is_refused_where_none_is_known() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Locations.path("hdfs:///data"))
        .withMessageContaining("expected a host or a name behind hdfs://");
  }

  @Test
  void files_are_written_whole_and_read_from_any_position() throws IOException {
    Path file = write("a", "0123456789");

    assertThat(Files.readString(file)).isEqualTo("0123456789");
    assertThat(Files.size(file)).isEqualTo(10);
    try (SeekableByteChannel channel = Files.newByteChannel(file, StandardOpenOption.READ)) {
      ByteBuffer direct = ByteBuffer.allocateDirect(3);
      assertThat(channel.position(4).read(direct)).isEqualTo(3);
      assertThat(UTF_8.decode(direct.flip()).toString()).isEqualTo("456");
      assertThat(channel.position()).isEqualTo(7);
      assertThat(channel.position(10).read(ByteBuffer.allocate(1))).isEqualTo(-1);
    }
    Files.writeString(file, "new");
    assertThat(Files.readString(file)).isEqualTo("new");
    assertThatExceptionOfType(FileAlreadyExistsException.class)
        .isThrownBy(
            () ->
                Files.write(
                    file, new byte[1], StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(() -> Files.write(file, new byte[1], StandardOpenOption.APPEND));
  }

  @Test
  void a_missing_file_is_told_as_such() {
    Path none = root.resolve("none");

    assertThat(none).doesNotExist();
    assertThatExceptionOfType(NoSuchFileException.class).isThrownBy(() -> Files.readString(none));
    assertThatExceptionOfType(NoSuchFileException.class).isThrownBy(() -> Files.delete(none));
    assertThatExceptionOfType(NoSuchFileException.class).isThrownBy(() -> Files.list(none));
  }

  @Test
  void trees_are_listed_renamed_and_deleted() throws IOException {
    write("dir/b", "2");
    write("dir/a", "1");
    write("dir/sub/c", "3");
    Path dir = root.resolve("dir");

    try (Stream<Path> entries = Files.list(dir)) {
      assertThat(names(entries)).containsExactly(dir + "/a", dir + "/b", dir + "/sub");
    }
    try (Stream<Path> tree = Files.walk(dir)) {
      assertThat(tree.filter(Files::isRegularFile)).hasSize(3);
    }
    assertThat(Files.isDirectory(dir)).isTrue();
    assertThat(Files.readAttributes(dir.resolve("a"), BasicFileAttributes.class).size())
        .isEqualTo(1);
    assertThatExceptionOfType(DirectoryNotEmptyException.class).isThrownBy(() -> Files.delete(dir));
    Path moved = Files.move(dir, root.resolve("moved"));
    assertThat(Files.readString(moved.resolve("sub/c"))).isEqualTo("3");
    assertThat(dir).doesNotExist();
    assertThatExceptionOfType(FileAlreadyExistsException.class)
        .isThrownBy(() -> Files.move(moved.resolve("a"), moved.resolve("b")));
    Files.delete(moved.resolve("a"));
    assertThat(moved.resolve("a")).doesNotExist();
  }

  @Test
  void what_a_listing_knew_is_told_once_and_then_asked_for() throws IOException {
    Path file = write("dir/a", "1");
    Path listed;
    try (Stream<Path> entries = Files.list(file.getParent())) {
      listed = entries.findFirst().orElseThrow();
    }
    assertThat(listed).isEqualTo(file);
    Files.writeString(file, "longer");

    assertThat(Files.size(listed)).isIn(1L, 6L);
    assertThat(Files.size(listed)).isEqualTo(6);
  }

  @Test
  void nothing_can_be_asked_of_a_host_that_does_not_answer() {
    org.apache.hadoop.conf.Configuration impatient = new org.apache.hadoop.conf.Configuration();
    impatient.setInt("ipc.client.connect.max.retries", 0);
    Path path = HadoopFiles.path(NOWHERE + "/a", impatient);

    assertThatIOException()
        .isThrownBy(() -> Files.size(path))
        .withMessageContaining("Connection refused");
  }
}
