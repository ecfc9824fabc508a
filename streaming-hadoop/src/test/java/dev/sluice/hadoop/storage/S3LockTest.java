package dev.sluice.hadoop.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.awaitility.Awaitility.await;

import dev.sluice.io.Appender;
import dev.sluice.io.Lease;
import dev.sluice.io.LockedException;
import dev.sluice.io.Storage;
import dev.sluice.io.StoredInput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;

/** Who may write to a directory of S3 when processes die or are cut off. */
class S3LockTest {
  private final HadoopPath root = ObjectStore.path();
  private final S3 s3 = new S3(root.getFileSystem());
  private final S3Names names = S3Names.of(root.plain().substring(1) + "/", "lock");
  private final S3Locks locks = new S3Locks(s3, names, S3Storage.RENEWAL);

  private static ByteBuffer bytes(String text) {
    return UTF_8.encode(text);
  }

  private static String text(Storage storage, String name) throws IOException {
    try (StoredInput input = storage.open(name)) {
      return new String(input.stream(0).readAllBytes(), UTF_8);
    }
  }

  /** What 60 s without a word from its holder do to a lock. */
  private void forget(Lease lease) throws IOException {
    locks.free(lease.token());
  }

  @Test
  void a_lock_holds_against_other_connections_and_ends_when_it_is_closed() throws Exception {
    Storage one = new S3Storage(root);
    Storage two = new S3Storage(root);
    try (Lease lease = one.lock("lock", "one")) {
      assertThatExceptionOfType(LockedException.class)
          .isThrownBy(() -> two.lock("lock", "two"))
          .withMessageContaining("60 s")
          .withMessageContaining("one");
      one.write("a", bytes("of " + lease.holder()));
    }
    try (Lease lease = two.lock("lock", "two")) {
      assertThat(lease.token()).isEqualTo(2);
      assertThat(text(two, "a")).isEqualTo("of one");
    }
  }

  @Test
  void who_lost_the_lock_changes_nothing_and_acknowledges_nothing() throws Exception {
    Storage old = new S3Storage(root);
    Lease lost = old.lock("lock", "cut off");
    Appender open = old.create("log/1.log");
    open.append(bytes("synced"));
    open.sync();
    Appender deleted = old.create("log/2.log");

    forget(lost);
    Storage now = new S3Storage(root);
    try (Lease lease = now.lock("lock", "now")) {
      assertThat(lease.token()).isEqualTo(2);
      now.takeOver("log");
      now.write("a", bytes("now"));
      now.delete("log/2.log");

      assertThatIOException()
          .isThrownBy(() -> open.append(bytes("late")))
          .withMessageContaining("another process has ended it");
      // Its end is deleted, so the object is made; it is of no file, and not acknowledged.
      deleted.append(bytes("late"));
      assertThatIOException().isThrownBy(deleted::sync).withMessageContaining("was lost");
      assertThatIOException()
          .isThrownBy(() -> old.write("a", bytes("late")))
          .withMessageContaining("Cannot write a in " + root)
          .withMessageContaining("the lock lock was lost");
      assertThatIOException().isThrownBy(() -> old.create("log/3.log"));
      assertThatIOException().isThrownBy(() -> old.delete("log/1.log"));
      assertThatIOException().isThrownBy(() -> old.truncate("log/1.log", 0));
      assertThatIOException().isThrownBy(() -> old.takeOver("log"));
      lost.close();

      assertThat(text(now, "log/1.log")).isEqualTo("synced");
      assertThat(text(now, "a")).isEqualTo("now");
      assertThat(now.exists("log/2.log")).isFalse();
      assertThatExceptionOfType(LockedException.class)
          .isThrownBy(() -> new S3Storage(root).lock("lock", "third"));
    }
  }

  @Test
  void of_many_who_try_at_once_one_gets_the_lock() throws Exception {
    int tries = 6;
    CountDownLatch begin = new CountDownLatch(1);
    ExecutorService threads = Executors.newFixedThreadPool(tries);
    List<Lease> got = new ArrayList<>();
    int refused = 0;
    try {
      List<Future<Lease>> all = new ArrayList<>();
      for (int k = 0; k < tries; k++) {
        all.add(
            threads.submit(
                () -> {
                  begin.await();
                  return new S3Storage(root).lock("lock", "one of many");
                }));
      }
      begin.countDown();
      for (Future<Lease> each : all) {
        try {
          got.add(each.get());
        } catch (ExecutionException refusal) {
          assertThat(refusal).hasCauseInstanceOf(LockedException.class);
          refused++;
        }
      }
    } finally {
      threads.shutdown();
    }
    assertThat(got).hasSize(1);
    assertThat(refused).isEqualTo(tries - 1);
    got.get(0).close();
  }

  @Test
  void the_lock_of_a_process_that_is_known_as_dead_is_free() throws Exception {
    String[] here = ThisProcess.ID.split(" ", -1);
    String dead = here[0] + " " + here[1] + " " + here[2] + " 1970-01-01T00:00:00Z";
    put(1, "sluice-lease 1\nheld\n" + dead);
    put(2, "sluice-lease 1\nheld\n" + "another machine 1 1970");

    assertThat(locks.isHeld(1)).isFalse();
    assertThat(locks.isHeld(2)).isTrue();
    assertThat(locks.newest()).isEqualTo(2);
    assertThat(locks.isNewest(1)).isFalse();
  }

  private void put(long token, String text) throws IOException {
    s3.put(names.lock(token), RequestBody.fromString(text, UTF_8));
  }

  @Test
  void a_lock_of_an_unknown_form_is_told() throws Exception {
    put(1, "sluice-lease 2\n");

    assertThatIOException()
        .isThrownBy(() -> new S3Storage(root).lock("lock", "me"))
        .withMessageContaining("expected a lease of version 1");
  }

  /** S3 as it looks some time later. */
  private static final class Later extends S3 {
    private final Duration later;

    Later(HadoopFiles files, Duration later) {
      super(files);
      this.later = later;
    }

    @Override
    Optional<Text> text(String key) throws IOException {
      return super.text(key)
          .map(text -> new Text(text.text(), text.modified(), text.now().plus(later)));
    }
  }

  @Test
  void a_lock_is_free_when_its_holder_was_not_heard_of_for_60_s() throws IOException {
    put(1, "sluice-lease 1\nheld\n" + "another machine 1 1970");
    S3 soon = new Later(root.getFileSystem(), Duration.ofSeconds(40));
    S3 late = new Later(root.getFileSystem(), Duration.ofSeconds(60));

    assertThatExceptionOfType(LockedException.class)
        .isThrownBy(() -> new S3Storage(root, soon, S3Storage.RENEWAL).lock("lock", "soon"));
    try (Lease lease = new S3Storage(root, late, S3Storage.RENEWAL).lock("lock", "late")) {
      assertThat(lease.token()).isEqualTo(2);
    }
  }

  /** Counts the signs of life, of which the first fails. */
  private static final class Counting extends S3 {
    private final AtomicInteger signs = new AtomicInteger();

    Counting(HadoopFiles files) {
      super(files);
    }

    @Override
    void put(String key, RequestBody body) throws IOException {
      if (signs.incrementAndGet() == 1) {
        throw new IOException("no answer");
      }
      super.put(key, body);
    }
  }

  @Test
  void a_holder_tells_that_it_lives_until_it_gives_the_lock_back() throws IOException {
    Counting counting = new Counting(root.getFileSystem());
    Lease lease =
        new S3Storage(root, counting, Duration.ofMillis(50)).lock("lock", "one that lives");

    await().atMost(Duration.ofSeconds(30)).until(() -> counting.signs.get() >= 3);
    assertThat(locks.isHeld(1)).isTrue();
    lease.close();
    int signs = counting.signs.get();

    assertThat(locks.isHeld(1)).isFalse();
    assertThat(Thread.getAllStackTraces().keySet())
        .noneMatch(thread -> thread.getName().equals("sluice-lease-lock"));
    assertThat(counting.signs).hasValue(signs);
  }

  /** A store that knows no conditions. */
  private static final class Careless extends S3 {
    Careless(HadoopFiles files) {
      super(files);
    }

    @Override
    boolean make(String key, RequestBody body) throws IOException {
      put(key, body);
      return true;
    }
  }

  @Test
  void a_store_that_knows_no_conditional_writes_is_refused() throws IOException {
    Storage storage = new S3Storage(root, new Careless(root.getFileSystem()), S3Storage.RENEWAL);

    assertThatIOException()
        .isThrownBy(() -> storage.lock("lock", "me"))
        .withMessageContaining("Cannot lock lock in " + root)
        .withMessageContaining("writes what a condition forbids");
    assertThat(storage.list("")).isEmpty();
  }
}
