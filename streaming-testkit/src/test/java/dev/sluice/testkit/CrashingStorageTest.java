package dev.sluice.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sluice.io.Appender;
import dev.sluice.io.Lease;
import dev.sluice.io.Storage;
import dev.sluice.io.StoredInput;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class CrashingStorageTest {

  private static ByteBuffer bytes(String text) {
    return UTF_8.encode(text);
  }

  private static String text(Storage storage, String name) throws IOException {
    try (StoredInput input = storage.open(name);
        InputStream stream = input.stream(0)) {
      return new String(stream.readAllBytes(), UTF_8);
    }
  }

  @Test
  void what_is_durable_survives_whatever_the_seed() throws IOException {
    for (long seed = 0; seed < 100; seed++) {
      CrashingStorage storage = new CrashingStorage(seed);
      storage.write("written", bytes("one"));
      try (Appender file = storage.create("synced")) {
        file.append(bytes("two"));
        file.sync();
      }
      storage.write("deleted", bytes(""));
      storage.delete("deleted");
      storage.write("cut", bytes("three"));
      storage.truncate("cut", 2);

      Storage left = storage.recover();

      assertThat(left.list("")).containsExactly("cut", "synced", "written");
      assertThat(text(left, "written")).isEqualTo("one");
      assertThat(text(left, "synced")).isEqualTo("two");
      assertThat(text(left, "cut")).isEqualTo("th");
    }
  }

  @Test
  void bytes_that_were_not_synced_are_lost_kept_torn_or_wrong() throws IOException {
    Set<String> outcomes = new TreeSet<>();
    for (long seed = 0; seed < 300; seed++) {
      CrashingStorage storage = new CrashingStorage(seed);
      try (Appender file = storage.create("a")) {
        file.append(bytes("durable-"));
        file.sync();
        file.append(bytes("AAAA"));
      }

      String left = text(storage.recover(), "a");

      assertThat(left).startsWith("durable-").hasSizeLessThanOrEqualTo(12);
      outcomes.add(left.substring(8));
    }
    assertThat(outcomes).contains("", "A", "AAAA", "AA\0A").anyMatch(tail -> tail.contains("@"));
  }

  @Test
  void a_file_that_was_never_synced_may_be_missing() throws IOException {
    Set<Boolean> outcomes = new HashSet<>();
    for (long seed = 0; seed < 50; seed++) {
      CrashingStorage storage = new CrashingStorage(seed);
      storage.create("a").close();
      outcomes.add(storage.recover().exists("a"));
    }
    assertThat(outcomes).containsExactlyInAnyOrder(true, false);
  }

  @Test
  void the_call_at_which_it_crashes_happened_or_did_not() throws IOException {
    Set<String> outcomes = new TreeSet<>();
    for (long seed = 0; seed < 50; seed++) {
      CrashingStorage storage = new CrashingStorage(seed);
      storage.write("a", bytes("old"));
      storage.crashAt(2);
      assertThatExceptionOfType(CrashException.class)
          .isThrownBy(() -> storage.write("a", bytes("new")))
          .withMessage("Cannot write a: the storage crashed at call 2");
      outcomes.add(text(storage.recover(), "a"));
    }
    assertThat(outcomes).containsExactly("new", "old");
  }

  @Test
  void after_a_crash_every_call_throws_but_what_is_left_works() throws IOException {
    CrashingStorage storage = new CrashingStorage(1);
    Appender file = storage.create("a");
    file.sync();
    StoredInput input = storage.open("a");
    Lease lease = storage.lock("lock", "me");
    CrashingStorage left = storage.recover();

    assertThat(storage.crashed()).isTrue();
    assertThatExceptionOfType(CrashException.class).isThrownBy(() -> file.append(bytes("x")));
    assertThatExceptionOfType(CrashException.class).isThrownBy(file::sync);
    assertThatExceptionOfType(CrashException.class).isThrownBy(input::size);
    assertThatExceptionOfType(CrashException.class).isThrownBy(() -> storage.list(""));
    assertThatExceptionOfType(CrashException.class).isThrownBy(() -> storage.exists("a"));
    assertThatExceptionOfType(CrashException.class).isThrownBy(() -> storage.create("b"));
    file.close();
    input.close();
    lease.close();
    assertThat(left.crashed()).isFalse();
    assertThat(left.calls()).isZero();
    assertThat(left.list("")).containsExactly("a", "lock");
  }

  @Test
  void a_lock_ends_with_the_process_and_its_token_goes_on() throws IOException {
    CrashingStorage storage = new CrashingStorage(1);
    long first = storage.lock("lock", "me").token();

    long second = storage.recover().lock("lock", "me again").token();

    assertThat(second).isGreaterThan(first);
  }

  @Test
  void a_full_storage_takes_what_fits() throws IOException {
    CrashingStorage storage = new CrashingStorage(1);
    storage.fullAfter(5);
    try (Appender file = storage.create("a")) {
      file.append(bytes("abc"));

      assertThatIOException()
          .isThrownBy(() -> file.append(bytes("def")))
          .withMessageContaining("Cannot append to a: no space left on device");
      assertThat(text(storage, "a")).isEqualTo("abcde");
    }
    assertThatIOException()
        .isThrownBy(() -> storage.write("b", bytes("x")))
        .withMessageContaining("no space left on device");
    assertThat(storage.exists("b")).isFalse();
  }

  @Test
  void a_read_only_storage_refuses_changes_until_it_is_writable_again() throws IOException {
    CrashingStorage storage = new CrashingStorage(1);
    storage.write("a", bytes("old"));
    storage.makeReadOnly();

    assertThatIOException()
        .isThrownBy(() -> storage.write("a", bytes("new")))
        .withMessage("Cannot write a: read-only file system");
    assertThatIOException().isThrownBy(() -> storage.delete("a"));
    assertThatIOException().isThrownBy(() -> storage.create("b"));
    assertThatIOException().isThrownBy(() -> storage.lock("lock", "me"));
    assertThat(text(storage, "a")).isEqualTo("old");

    storage.makeWritable();
    storage.write("a", bytes("new"));
    assertThat(text(storage, "a")).isEqualTo("new");
  }

  /** Counts in a file, as a correct program does. */
  private static String count(Storage storage) throws IOException {
    int done = storage.exists("count") ? Integer.parseInt(text(storage, "count")) : 0;
    for (int next = done + 1; next <= 10; next++) {
      storage.write("count", bytes("" + next));
    }
    return text(storage, "count");
  }

  @Test
  void a_correct_program_comes_to_the_same_with_a_crash_at_every_call() {
    assertThat(CrashingStorage.atEveryCall(42, () -> CrashingStorageTest::count)).isEqualTo(10);
  }

  @Test
  void a_program_that_forgets_to_sync_is_caught_with_seed_and_call() {
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() -> CrashingStorage.atEveryCall(42, () -> this::withoutSync))
        .withMessageMatching("(?s)Crash at call [12] of 2.*, seed 42: .*");
  }

  private String withoutSync(Storage storage) throws IOException {
    if (!storage.exists("a")) {
      try (Appender file = storage.create("a")) {
        file.append(bytes("content"));
      }
    }
    return text(storage, "a");
  }

  @Test
  void a_program_that_fails_without_a_crash_fails() {
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(
            () ->
                CrashingStorage.atEveryCall(
                    1,
                    () ->
                        storage -> {
                          throw new IOException("broken");
                        }))
        .withMessageContaining("Without a crash: java.io.IOException: broken");
  }

  @Test
  void a_program_that_writes_nothing_cannot_crash() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CrashingStorage.atEveryCall(1, () -> storage -> "nothing"));
  }
}
