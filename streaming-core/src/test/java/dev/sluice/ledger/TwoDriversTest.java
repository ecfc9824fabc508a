package dev.sluice.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sluice.io.LocalStorage;
import dev.sluice.io.LockedException;
import dev.sluice.ledger.LedgerEvent.BatchAllocated;
import dev.sluice.time.ManualClock;
import dev.sluice.time.Time;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Drivers in two processes on one checkpoint directory. */
class TwoDriversTest {
  private static final Time BATCH = new Time(1_000);

  @TempDir Path folder;

  private static CheckpointStore open(Path root, String holder) throws IOException {
    return CheckpointStore.open(new LocalStorage(root), holder, new ManualClock(), 2, e -> {});
  }

  private static void allocate(CheckpointStore store, Time batch) throws InterruptedException {
    CountDownLatch durable = new CountDownLatch(1);
    store.ledger().append(new BatchAllocated(batch, Map.of()), durable::countDown);
    durable.await();
  }

  /** A driver that allocates a batch, says so, and waits to be killed. */
  static final class OtherDriver {
    private OtherDriver() {}

    public static void main(String[] arguments) throws Exception {
      try (CheckpointStore store = open(Path.of(arguments[0]), "the other driver")) {
        allocate(store, BATCH);
        System.out.println("allocated");
        System.in.read();
      }
    }
  }

  /** Starts a process and waits until it has its batch or has ended. */
  private Process start(Path root) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String classes = System.getProperty("java.class.path");
    Process process =
        new ProcessBuilder(java, "-cp", classes, OtherDriver.class.getName(), root.toString())
            .redirectError(folder.resolve("errors").toFile())
            .start();
    process.getInputStream().read();
    return process;
  }

  @Test
  void the_second_is_refused_until_the_first_is_killed_and_then_has_what_was_durable()
      throws Exception {
    Path root = folder.resolve("root");
    Process other = start(root);
    try {
      assertThatExceptionOfType(LockedException.class)
          .isThrownBy(() -> open(root, "this driver"))
          .withMessageContaining("the other driver")
          .withMessageContaining("process " + other.pid());
      assertThat(root.resolve("lock")).content().contains("token 1\n");
    } finally {
      other.destroyForcibly().waitFor();
    }

    try (CheckpointStore store = open(root, "this driver")) {
      assertThat(root.resolve("lock")).content().contains("token 2\n", "holder this driver\n");
      assertThat(store.ledger().lastAllocated()).contains(BATCH);
      allocate(store, new Time(2_000));

      assertThat(start(root).waitFor()).isNotZero();
      assertThat(folder.resolve("errors")).content().contains("\"this driver\"");
    }
    assertThat(Files.readString(root.resolve("lock"))).contains("token 2\n");
    try (CheckpointStore store = open(root, "a later driver")) {
      assertThat(store.ledger().undone()).containsExactly(BATCH, new Time(2_000));
      assertThat(root.resolve("lock")).content().contains("token 3\n");
    }
  }
}
