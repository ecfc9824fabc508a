package dev.sluice.testkit.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.io.Lease;
import dev.sluice.io.LockedException;
import dev.sluice.io.Storage;
import dev.sluice.io.StoredInput;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The rules on locks. */
abstract class LockRules {

  /** An empty storage, the same files for the whole of a test. */
  protected abstract Storage storage();

  static ByteBuffer bytes(String text) {
    return UTF_8.encode(text);
  }

  void put(String name, String text) throws IOException {
    storage().write(name, bytes(text));
  }

  String text(String name) throws IOException {
    try (StoredInput input = storage().open(name);
        InputStream stream = input.stream(0)) {
      return new String(stream.readAllBytes(), UTF_8);
    }
  }

  static void assertContains(String part, Throwable failure) {
    String message = String.valueOf(failure.getMessage());
    assertTrue(message.contains(part), () -> message + " contains " + part);
  }

  @Test
  public void a_lock_is_refused_with_the_name_of_its_holder() throws IOException {
    try (Lease lease = storage().lock("dir/lock", "driver one")) {
      assertEquals("driver one", lease.holder());
      assertEquals(1, lease.token());

      LockedException refusal =
          assertThrows(LockedException.class, () -> storage().lock("dir/lock", "driver two"));
      assertTrue(refusal.holder().contains("driver one"), refusal.holder());
      assertContains("driver one", refusal);
    }
  }

  @Test
  public void each_lease_has_a_greater_token_than_the_one_before() throws IOException {
    Lease first = storage().lock("lock", "one");
    first.close();
    first.close();

    try (Lease second = storage().lock("lock", "two")) {
      first.close();

      assertEquals(2, second.token());
      LockedException refusal =
          assertThrows(LockedException.class, () -> storage().lock("lock", "three"));
      assertContains("two", refusal);
    }
    assertTrue(text("lock").contains("two"));
  }

  @Test
  public void locks_of_different_names_do_not_exclude_each_other() throws IOException {
    try (Lease one = storage().lock("one", "me");
        Lease two = storage().lock("two", "me")) {
      assertEquals(one.token(), two.token());
    }
  }

  @Test
  public void a_holder_is_one_line() {
    for (String holder : List.of("", " ", "two\nlines")) {
      assertThrows(IllegalArgumentException.class, () -> storage().lock("lock", holder), holder);
    }
  }
}
