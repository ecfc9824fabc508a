package dev.sluice.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AtomicDirectoryTest {

  @TempDir Path folder;

  private static List<String> names(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private void publish(Path target, String content) throws IOException {
    try (AtomicDirectory directory = AtomicDirectory.open(target)) {
      Files.writeString(directory.file("part-00000"), content);
      directory.commit();
    }
  }

  @Test
  void nothing_is_seen_until_the_commit_and_then_all() throws IOException {
    Path target = folder.resolve("out");
    try (AtomicDirectory directory = AtomicDirectory.open(target)) {
      Files.writeString(directory.file("part-00000"), "a");
      Files.writeString(directory.file("part-00001"), "b");

      assertThat(target).doesNotExist();
      assertThat(names(folder)).hasSize(1).allMatch(name -> name.startsWith(".out.tmp-"));

      directory.commit();
    }

    assertThat(names(target)).containsExactly("_SUCCESS", "part-00000", "part-00001");
    assertThat(target.resolve("_SUCCESS")).isEmptyFile();
    assertThat(target.resolve("part-00001")).hasContent("b");
    assertThat(names(folder)).containsExactly("out");
  }

  @Test
  void missing_parents_are_made() throws IOException {
    Path target = folder.resolve("a/b/out");

    publish(target, "x");

    assertThat(target.resolve("part-00000")).hasContent("x");
  }

  @Test
  void a_directory_that_was_there_is_replaced_whole() throws IOException {
    Path target = Files.createDirectories(folder.resolve("out"));
    Files.writeString(target.resolve("stale"), "old");
    Files.createDirectories(target.resolve("nested/deeper"));

    publish(target, "new");

    assertThat(names(target)).containsExactly("_SUCCESS", "part-00000");
    assertThat(names(folder)).containsExactly("out");
  }

  @Test
  void subdirectories_are_published_too() throws IOException {
    Path target = folder.resolve("out");
    try (AtomicDirectory directory = AtomicDirectory.open(target)) {
      Path nested = Files.createDirectory(directory.file("nested"));
      Files.writeString(nested.resolve("part"), "x");
      directory.commit();
    }

    assertThat(target.resolve("nested/part")).hasContent("x");
  }

  @Test
  void closing_without_a_commit_leaves_no_trace() throws IOException {
    Path target = folder.resolve("out");
    publish(target, "kept");
    AtomicDirectory directory = AtomicDirectory.open(target);
    Files.writeString(directory.file("part-00000"), "dropped");

    directory.close();
    directory.close();

    assertThat(names(folder)).containsExactly("out");
    assertThat(target.resolve("part-00000")).hasContent("kept");
  }

  @Test
  void a_commit_that_fails_leaves_the_target_as_it_was() throws IOException {
    Path target = folder.resolve("out");
    publish(target, "kept");
    try (AtomicDirectory directory = AtomicDirectory.open(target)) {
      FileTrees.delete(directory.file("x").getParent());

      assertThatIOException().isThrownBy(directory::commit);
    } catch (IOException alreadyGone) {
      assertThat(alreadyGone).hasMessageContaining(".out.tmp-");
    }

    assertThat(target.resolve("part-00000")).hasContent("kept");
    assertThat(names(folder)).containsExactly("out");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", "a/b", "../a", "/a", "_SUCCESS"})
  void only_plain_file_names_are_given_out(String name) throws IOException {
    try (AtomicDirectory directory = AtomicDirectory.open(folder.resolve("out"))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> directory.file(name))
          .withMessageContaining("found \"" + name + "\"");
    }
  }

  @Test
  void nothing_can_be_done_after_the_commit_or_the_close() throws IOException {
    AtomicDirectory committed = AtomicDirectory.open(folder.resolve("out"));
    committed.commit();
    AtomicDirectory closed = AtomicDirectory.open(folder.resolve("out"));
    closed.close();

    assertThatIllegalStateException()
        .isThrownBy(() -> committed.file("part"))
        .withMessageContaining("found COMMITTED, expected OPEN");
    assertThatIllegalStateException().isThrownBy(committed::commit);
    assertThatIllegalStateException().isThrownBy(closed::commit);
  }

  @Test
  void a_target_that_is_a_file_or_a_root_is_refused() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "x");

    assertThatIOException().isThrownBy(() -> AtomicDirectory.open(file));
    assertThatIllegalArgumentException().isThrownBy(() -> AtomicDirectory.open(folder.getRoot()));
  }
}
