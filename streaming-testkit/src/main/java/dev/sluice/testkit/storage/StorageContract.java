package dev.sluice.testkit.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.io.Appender;
import dev.sluice.io.StoredInput;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The suite that a storage must pass: what {@link dev.sluice.io.Storage} says, crashes apart. Each
 * test begins with an empty storage.
 *
 * <pre>{@code
 * class MyStorageTest extends StorageContract {
 *   private final Storage storage = new MyStorage(MyServer.emptyDirectory());
 *
 *   @Override
 *   protected Storage storage() {
 *     return storage;
 *   }
 * }
 * }</pre>
 */
public abstract class StorageContract extends LockRules {

  /** For subclasses. */
  protected StorageContract() {}

  @Test
  public void a_file_grows_by_what_is_appended() throws IOException {
    try (Appender file = storage().create("logs/a.log")) {
      assertEquals(0, file.position());

      file.append(bytes("one "), bytes("two "));
      file.append(bytes("three"));
      file.sync();

      assertEquals(13, file.position());
      assertEquals("one two three", text("logs/a.log"));
    }
  }

  @Test
  public void appended_bytes_are_seen_before_the_sync() throws IOException {
    try (Appender file = storage().create("a")) {
      file.append(bytes("x"));

      assertEquals("x", text("a"));
    }
  }

  @Test
  public void an_open_reader_sees_what_is_appended_later() throws IOException {
    try (Appender file = storage().create("a")) {
      file.append(bytes("one"));
      file.sync();
      try (StoredInput input = storage().open("a")) {
        assertEquals(3, input.size());
        file.append(bytes("two"));
        file.sync();

        ByteBuffer read = ByteBuffer.allocate(6);
        assertEquals(6, input.read(0, read));
        assertEquals("onetwo", UTF_8.decode(read.flip()).toString());
        assertEquals(6, input.size());
      }
    }
  }

  @Test
  public void appending_consumes_the_buffers_and_nothing_around_them() throws IOException {
    ByteBuffer middle = bytes("abcdef").position(2).limit(4);
    ByteBuffer direct = ByteBuffer.allocateDirect(3).put(bytes("xyz")).flip().position(1);

    try (Appender file = storage().create("a")) {
      file.append(middle, direct);
    }

    assertFalse(middle.hasRemaining());
    assertFalse(direct.hasRemaining());
    assertEquals("cdyz", text("a"));
  }

  @Test
  public void a_closed_appender_refuses_bytes_and_may_be_closed_again() throws IOException {
    Appender file = storage().create("a");
    file.close();
    file.close();

    assertThrows(IOException.class, () -> file.append(bytes("x")));
    assertThrows(IOException.class, file::sync);
  }

  @Test
  public void an_existing_file_is_not_created_again() throws IOException {
    put("dir/a", "old");

    FileAlreadyExistsException refusal =
        assertThrows(FileAlreadyExistsException.class, () -> storage().create("dir/a"));
    assertContains("Cannot create dir/a", refusal);
    assertEquals("old", text("dir/a"));
  }

  @Test
  public void writing_makes_a_file_or_replaces_it() throws IOException {
    put("dir/a", "old and long");
    put("dir/a", "new");

    assertEquals("new", text("dir/a"));
    assertEquals(List.of("dir/a"), storage().list("dir"));
  }

  @Test
  public void content_may_be_streamed_and_may_close_its_stream() throws IOException {
    storage()
        .write(
            "a",
            out -> {
              for (int k = 0; k < 100_000; k++) {
                out.write('x');
              }
              out.close();
            });

    assertEquals("x".repeat(100_000), text("a"));
  }

  @Test
  public void content_that_fails_changes_nothing() throws IOException {
    put("a", "old");

    IllegalStateException failure =
        assertThrows(
            IllegalStateException.class,
            () ->
                storage()
                    .write(
                        "a",
                        out -> {
                          out.write(1);
                          throw new IllegalStateException("no more");
                        }));

    assertEquals("no more", failure.getMessage());
    assertEquals("old", text("a"));
    assertEquals(List.of("a"), storage().list(""));
  }

  @Test
  public void a_reader_of_a_replaced_file_keeps_the_old_one() throws IOException {
    put("a", "old");
    try (StoredInput old = storage().open("a")) {
      put("a", "newer");

      assertEquals(3, old.size());
    }
  }

  @Test
  public void any_range_of_a_file_can_be_read() throws IOException {
    put("a", "0123456789");
    try (StoredInput input = storage().open("a")) {
      ByteBuffer onHeap = ByteBuffer.allocate(6).position(1).limit(4);
      ByteBuffer direct = ByteBuffer.allocateDirect(3);

      assertEquals(3, input.read(2, onHeap));
      assertEquals(3, input.read(7, direct));

      assertEquals("234", UTF_8.decode(onHeap.flip().position(1)).toString());
      assertEquals("789", UTF_8.decode(direct.flip()).toString());
      assertEquals(10, input.size());
    }
  }

  @Test
  public void reading_ends_with_the_file() throws IOException {
    put("a", "0123456789");
    try (StoredInput input = storage().open("a")) {
      assertEquals(2, input.read(8, ByteBuffer.allocate(5)));
      assertEquals(0, input.read(10, ByteBuffer.allocate(5)));
      assertEquals(0, input.read(99, ByteBuffer.allocate(5)));
      EOFException end =
          assertThrows(EOFException.class, () -> input.readFully(8, ByteBuffer.allocate(5)));
      assertContains("found 2 bytes, expected 5", end);
    }
  }

  @Test
  public void a_stream_begins_at_an_offset() throws IOException {
    put("a", "0123456789");
    try (StoredInput input = storage().open("a");
        InputStream stream = input.stream(7)) {
      assertEquals('7', stream.read());
      assertArrayEquals("89".getBytes(UTF_8), stream.readAllBytes());
      assertEquals(-1, stream.read());
    }
  }

  @Test
  public void a_file_that_is_not_there_cannot_be_opened_or_cut() {
    NoSuchFileException none =
        assertThrows(NoSuchFileException.class, () -> storage().open("dir/none"));
    assertContains("Cannot open dir/none", none);
    assertThrows(NoSuchFileException.class, () -> storage().truncate("none", 0));
  }

  @Test
  public void a_listing_has_the_files_of_one_directory_in_order() throws IOException {
    put("b", "");
    put("a", "");
    put("dir/c", "");
    put("dir/sub/d", "");

    assertEquals(List.of("a", "b"), storage().list(""));
    assertEquals(List.of("dir/c"), storage().list("dir"));
    assertEquals(List.of("dir/sub/d"), storage().list("dir/sub"));
    assertEquals(List.of(), storage().list("none"));
    assertEquals(List.of(), storage().list("a"));
  }

  @Test
  public void a_deleted_file_is_gone_and_its_name_free() throws IOException {
    put("dir/a", "old");

    storage().delete("dir/a");
    storage().delete("dir/a");

    assertFalse(storage().exists("dir/a"));
    assertEquals(List.of(), storage().list("dir"));
    storage().create("dir/a").close();
    assertTrue(storage().exists("dir/a"));
  }

  @Test
  public void a_directory_does_not_count_as_a_file() throws IOException {
    put("dir/a", "");

    assertFalse(storage().exists("dir"));
    assertFalse(storage().exists("none"));
    assertFalse(storage().exists("dir/a/below"));
  }

  @Test
  public void a_file_can_be_cut_but_not_made_longer() throws IOException {
    put("a", "0123456789");

    storage().truncate("a", 4);

    assertEquals("0123", text("a"));
    assertThrows(IllegalArgumentException.class, () -> storage().truncate("a", 5));
    assertThrows(IllegalArgumentException.class, () -> storage().truncate("a", -1));
  }

  @Test
  public void a_directory_is_taken_over_with_all_that_was_synced() throws IOException {
    put("dir/whole", "whole");
    try (Appender file = storage().create("dir/open")) {
      file.append(bytes("synced"));
      file.sync();
    }

    storage().takeOver("dir");
    storage().takeOver("none");

    assertEquals("synced", text("dir/open"));
    assertEquals("whole", text("dir/whole"));
  }

  @Test
  public void a_malformed_name_is_refused() {
    for (String name :
        List.of("", "/a", "a/", "a//b", "..", "../a", "a/../b", ".a", "a\\b", "a\0b")) {
      Class<IllegalArgumentException> refusal = IllegalArgumentException.class;
      assertThrows(refusal, () -> storage().create(name), name);
      assertThrows(refusal, () -> put(name, ""), name);
      assertThrows(refusal, () -> storage().open(name), name);
      assertThrows(refusal, () -> storage().delete(name), name);
      assertThrows(refusal, () -> storage().lock(name, "me"), name);
    }
  }
}
