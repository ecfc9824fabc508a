package dev.sluice.io;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What local files have beyond the contract of every storage. */
class LocalStorageTest {

  @TempDir Path folder;

  private LocalStorage storage() {
    return new LocalStorage(folder.resolve("made/root"));
  }

  private static ByteBuffer bytes(String text) {
    return UTF_8.encode(text);
  }

  @Test
  void nothing_is_made_before_the_first_file() throws IOException {
    LocalStorage storage = storage();
    storage.list("dir");
    storage.exists("dir/a");
    storage.delete("dir/a");

    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void files_and_directories_are_the_owners_alone() throws IOException {
    storage().write("dir/a", bytes("x"));
    storage().create("dir/b").close();

    assertThat(permissions("made/root")).isEqualTo("rwx------");
    assertThat(permissions("made/root/dir")).isEqualTo("rwx------");
    assertThat(permissions("made/root/dir/a")).isEqualTo("rw-------");
    assertThat(permissions("made/root/dir/b")).isEqualTo("rw-------");
  }

  private String permissions(String name) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(name)));
  }

  @Test
  void a_directory_goes_with_its_last_file() throws IOException {
    LocalStorage storage = storage();
    storage.write("state/totals/1.state", bytes("x"));
    storage.write("state/other.state", bytes("x"));

    storage.delete("state/totals/1.state");

    assertThat(folder.resolve("made/root/state/totals")).doesNotExist();
    assertThat(folder.resolve("made/root/state")).exists();
    storage.write("state/totals/2.state", bytes("x"));
    assertThat(storage.list("state/totals")).containsExactly("state/totals/2.state");
  }

  @Test
  void what_a_crash_left_aside_goes_with_the_next_lock() throws IOException {
    LocalStorage storage = storage();
    storage.write("a", bytes("x"));
    Path left = folder.resolve("made/root/.aside/left");
    Files.createFile(left);

    storage.lock("lock", "me").close();

    assertThat(left).doesNotExist();
  }

  @Test
  void a_root_may_be_a_symbolic_link() throws IOException {
    Path target = Files.createDirectory(folder.resolve("target"));
    LocalStorage storage =
        new LocalStorage(Files.createSymbolicLink(folder.resolve("link"), target));

    storage.write("a", bytes("x"));

    assertThat(target.resolve("a")).hasContent("x");
  }

  @Test
  void a_file_in_the_place_of_the_root_is_named() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));

    assertThatIOException()
        .isThrownBy(() -> new LocalStorage(file).write("a", bytes("x")))
        .withMessageStartingWith("Cannot write a in " + file + ": ");
    assertThatIOException()
        .isThrownBy(() -> new LocalStorage(file).create("a"))
        .withMessageStartingWith("Cannot create a in " + file + ": ");
  }

  @Test
  void failures_say_what_and_which_file_and_why() {
    assertThat(StorageFailure.of("create a in /d", new AccessDeniedException("/d/a")))
        .hasMessage(
            "Cannot create a in /d: access denied, the directory or file may be read-only for this"
                + " user, found /d/a");
    assertThat(
            StorageFailure.of(
                "create a in /d", new FileSystemException("/d/a", null, "Read-only file system")))
        .hasMessage("Cannot create a in /d: Read-only file system, found /d/a");
    assertThat(StorageFailure.of("sync a in /d", new IOException("No space left on device")))
        .hasMessage("Cannot sync a in /d: No space left on device");
  }

  @Test
  void an_interrupt_of_one_reader_does_not_disturb_others() throws IOException {
    LocalStorage storage = storage();
    storage.write("a", bytes("x"));
    try (StoredInput input = storage.open("a")) {
      Thread.currentThread().interrupt();
      assertThat(input.read(0, ByteBuffer.allocate(1))).isEqualTo(1);
      assertThat(Thread.interrupted()).isTrue();

      assertThat(input.read(0, ByteBuffer.allocate(1))).isEqualTo(1);
    }
  }

  @Test
  void a_lock_excludes_other_storages_on_the_same_directory() throws IOException {
    try (Lease lease = storage().lock("lock", "one")) {
      assertThatExceptionOfType(LockedException.class)
          .isThrownBy(() -> storage().lock("lock", "two"))
          .withMessageContaining(
              "\"one\" (process " + ProcessHandle.current().pid() + ", token 1)");
      assertThat(lease.token()).isEqualTo(1);
    }
  }

  @Test
  void a_lock_with_an_unreadable_holder_is_not_taken() throws IOException {
    storage().write("lock", bytes("sluice-lock 9"));

    assertThatIOException()
        .isThrownBy(() -> storage().lock("lock", "me"))
        .withMessageContaining("unknown form");
  }

  /** Takes a lock, says so, and waits to be killed. */
  static final class Holder {
    public static void main(String[] arguments) throws Exception {
      try (Lease lease =
          new LocalStorage(Path.of(arguments[0])).lock("lock", "the other process")) {
        System.out.println(lease.token());
        System.in.read();
      }
    }
  }

  @Test
  void a_lock_excludes_other_processes_until_they_die() throws Exception {
    Path root = folder.resolve("root");
    LocalStorage storage = new LocalStorage(root);
    Process holder = start(root);
    try {
      for (int tries = 0; tries < 2; tries++) {
        assertThatExceptionOfType(LockedException.class)
            .isThrownBy(() -> storage.lock("lock", "me"))
            .withMessageContaining("the other process")
            .withMessageContaining("process " + holder.pid());
      }
    } finally {
      holder.destroyForcibly().waitFor();
    }

    try (Lease lease = storage.lock("lock", "me")) {
      assertThat(lease.token()).isEqualTo(2);
      assertThatExceptionOfType(LockedException.class)
          .isThrownBy(() -> storage.lock("lock", "again"));

      assertThat(start(root).waitFor()).isNotZero();
      assertThat(folder.resolve("errors")).content().contains("\"me\"");
    }
  }

  /** Starts a process and waits until it has the lock or has ended. */
  private Process start(Path root) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String classes = System.getProperty("java.class.path");
    Process process =
        new ProcessBuilder(java, "-cp", classes, Holder.class.getName(), root.toString())
            .redirectError(folder.resolve("errors").toFile())
            .start();
    process.getInputStream().read();
    return process;
  }
}
