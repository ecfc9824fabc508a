package dev.sluice.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.sluice.io.Appender;
import dev.sluice.io.Lease;
import dev.sluice.io.LockedException;
import dev.sluice.io.Storage;
import dev.sluice.io.StoredInput;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every storage does, as {@link Storage} says, crashes apart. */
abstract class StorageContract {

  /** An empty storage, the same one for the whole of a test. */
  abstract Storage storage();

  private static ByteBuffer bytes(String text) {
    return UTF_8.encode(text);
  }

  private void put(String name, String text) throws IOException {
    storage().write(name, bytes(text));
  }

  private String text(String name) throws IOException {
    try (StoredInput input = storage().open(name);
        InputStream stream = input.stream(0)) {
      return new String(stream.readAllBytes(), UTF_8);
    }
  }

  @Test
  void a_file_grows_by_what_is_appended() throws IOException {
    try (Appender file = storage().create("logs/a.log")) {
      assertThat(file.position()).isZero();

      file.append(bytes("one "), bytes("two "));
      file.append(bytes("three"));
      file.sync();

      assertThat(file.position()).isEqualTo(13);
      assertThat(text("logs/a.log")).isEqualTo("one two three");
    }
  }

  @Test
  void appended_bytes_are_seen_before_the_sync() throws IOException {
    try (Appender file = storage().create("a")) {
      file.append(bytes("x"));

      assertThat(text("a")).isEqualTo("x");
    }
  }

  @Test
  void appending_consumes_the_buffers_and_nothing_around_them() throws IOException {
    ByteBuffer middle = bytes("abcdef").position(2).limit(4);

    try (Appender file = storage().create("a")) {
      file.append(middle);
    }

    assertThat(middle.hasRemaining()).isFalse();
    assertThat(text("a")).isEqualTo("cd");
  }

  @Test
  void a_closed_appender_refuses_bytes_and_may_be_closed_again() throws IOException {
    Appender file = storage().create("a");
    file.close();
    file.close();

    assertThatIOException().isThrownBy(() -> file.append(bytes("x")));
    assertThatIOException().isThrownBy(file::sync);
  }

  @Test
  void an_existing_file_is_not_created_again() throws IOException {
    put("dir/a", "old");

    assertThatExceptionOfType(FileAlreadyExistsException.class)
        .isThrownBy(() -> storage().create("dir/a"))
        .withMessageContaining("Cannot create dir/a");
    assertThat(text("dir/a")).isEqualTo("old");
  }

  @Test
  void writing_makes_a_file_or_replaces_it() throws IOException {
    put("dir/a", "old and long");
    put("dir/a", "new");

    assertThat(text("dir/a")).isEqualTo("new");
    assertThat(storage().list("dir")).containsExactly("dir/a");
  }

  @Test
  void content_may_be_streamed_and_may_close_its_stream() throws IOException {
    storage()
        .write(
            "a",
            out -> {
              for (int k = 0; k < 100_000; k++) {
                out.write('x');
              }
              out.close();
            });

    assertThat(text("a")).isEqualTo("x".repeat(100_000));
  }

  @Test
  void content_that_fails_changes_nothing() throws IOException {
    put("a", "old");

    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                storage()
                    .write(
                        "a",
                        out -> {
                          out.write(1);
                          throw new IllegalStateException("no more");
                        }))
        .withMessage("no more");

    assertThat(text("a")).isEqualTo("old");
    assertThat(storage().list("")).containsExactly("a");
  }

  @Test
  void a_reader_of_a_replaced_file_keeps_the_old_one() throws IOException {
    put("a", "old");
    try (StoredInput old = storage().open("a")) {
      put("a", "newer");

      assertThat(old.size()).isEqualTo(3);
    }
  }

  @Test
  void any_range_of_a_file_can_be_read() throws IOException {
    put("a", "0123456789");
    try (StoredInput input = storage().open("a")) {
      ByteBuffer onHeap = ByteBuffer.allocate(6).position(1).limit(4);
      ByteBuffer direct = ByteBuffer.allocateDirect(3);

      assertThat(input.read(2, onHeap)).isEqualTo(3);
      assertThat(input.read(7, direct)).isEqualTo(3);

      assertThat(UTF_8.decode(onHeap.flip().position(1)).toString()).isEqualTo("234");
      assertThat(UTF_8.decode(direct.flip()).toString()).isEqualTo("789");
      assertThat(input.size()).isEqualTo(10);
    }
  }

  @Test
  void reading_ends_with_the_file() throws IOException {
    put("a", "0123456789");
    try (StoredInput input = storage().open("a")) {
      assertThat(input.read(8, ByteBuffer.allocate(5))).isEqualTo(2);
      assertThat(input.read(10, ByteBuffer.allocate(5))).isZero();
      assertThat(input.read(99, ByteBuffer.allocate(5))).isZero();
      assertThatExceptionOfType(EOFException.class)
          .isThrownBy(() -> input.readFully(8, ByteBuffer.allocate(5)))
          .withMessageContaining("found 2 bytes, expected 5");
    }
  }

  @Test
  void a_stream_begins_at_an_offset() throws IOException {
    put("a", "0123456789");
    try (StoredInput input = storage().open("a");
        InputStream stream = input.stream(7)) {
      assertThat(stream.read()).isEqualTo('7');
      assertThat(stream.readAllBytes()).isEqualTo("89".getBytes(UTF_8));
      assertThat(stream.read()).isEqualTo(-1);
    }
  }

  @Test
  void a_file_that_is_not_there_cannot_be_opened_or_cut() {
    assertThatExceptionOfType(NoSuchFileException.class)
        .isThrownBy(() -> storage().open("dir/none"))
        .withMessageContaining("Cannot open dir/none");
    assertThatExceptionOfType(NoSuchFileException.class)
        .isThrownBy(() -> storage().truncate("none", 0));
  }

  @Test
  void a_listing_has_the_files_of_one_directory_in_order() throws IOException {
    put("b", "");
    put("a", "");
    put("dir/c", "");
    put("dir/sub/d", "");

    assertThat(storage().list("")).containsExactly("a", "b");
    assertThat(storage().list("dir")).containsExactly("dir/c");
    assertThat(storage().list("dir/sub")).containsExactly("dir/sub/d");
    assertThat(storage().list("none")).isEmpty();
  }

  @Test
  void a_deleted_file_is_gone_and_its_name_free() throws IOException {
    put("dir/a", "old");

    storage().delete("dir/a");
    storage().delete("dir/a");

    assertThat(storage().exists("dir/a")).isFalse();
    assertThat(storage().list("dir")).isEmpty();
    storage().create("dir/a").close();
    assertThat(storage().exists("dir/a")).isTrue();
  }

  @Test
  void a_directory_does_not_count_as_a_file() throws IOException {
    put("dir/a", "");

    assertThat(storage().exists("dir")).isFalse();
    assertThat(storage().exists("none")).isFalse();
  }

  @Test
  void a_file_can_be_cut_but_not_made_longer() throws IOException {
    put("a", "0123456789");

    storage().truncate("a", 4);

    assertThat(text("a")).isEqualTo("0123");
    assertThatIllegalArgumentException().isThrownBy(() -> storage().truncate("a", 5));
    assertThatIllegalArgumentException().isThrownBy(() -> storage().truncate("a", -1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/a", "a/", "a//b", "..", "../a", "a/../b", ".a", "a\\b", "a\0b"})
  void a_malformed_name_is_refused(String name) {
    assertThatIllegalArgumentException().isThrownBy(() -> storage().create(name));
    assertThatIllegalArgumentException().isThrownBy(() -> put(name, ""));
    assertThatIllegalArgumentException().isThrownBy(() -> storage().open(name));
    assertThatIllegalArgumentException().isThrownBy(() -> storage().delete(name));
    assertThatIllegalArgumentException().isThrownBy(() -> storage().lock(name, "me"));
  }

  @Test
  void a_lock_is_refused_with_the_name_of_its_holder() throws IOException {
    try (Lease lease = storage().lock("dir/lock", "driver one")) {
      assertThat(lease.holder()).isEqualTo("driver one");
      assertThat(lease.token()).isEqualTo(1);

      assertThatExceptionOfType(LockedException.class)
          .isThrownBy(() -> storage().lock("dir/lock", "driver two"))
          .satisfies(refusal -> assertThat(refusal.holder()).contains("driver one"))
          .withMessageContaining("driver one");
    }
  }

  @Test
  void each_lease_has_a_greater_token_than_the_one_before() throws IOException {
    Lease first = storage().lock("lock", "one");
    first.close();
    first.close();

    try (Lease second = storage().lock("lock", "two")) {
      first.close();

      assertThat(second.token()).isEqualTo(2);
      assertThatExceptionOfType(LockedException.class)
          .isThrownBy(() -> storage().lock("lock", "three"))
          .withMessageContaining("two");
    }
    assertThat(text("lock")).contains("two");
  }

  @Test
  void locks_of_different_names_do_not_exclude_each_other() throws IOException {
    try (Lease one = storage().lock("one", "me");
        Lease two = storage().lock("two", "me")) {
      assertThat(one.token()).isEqualTo(two.token());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "two\nlines"})
  void a_holder_is_one_line(String holder) {
    assertThatIllegalArgumentException().isThrownBy(() -> storage().lock("lock", holder));
  }
}
