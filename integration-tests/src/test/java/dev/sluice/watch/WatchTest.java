package dev.sluice.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class WatchTest {
  private static final Duration SHORT = Duration.ofMillis(1);

  @Test
  @ExpectedErrors({"disk full", "ended by an exception"})
  void errors_and_exceptions_that_end_threads_are_found_with_their_causes() throws Exception {
    Errors errors = Errors.observed();

    LoggerFactory.getLogger("store").warn("no error");
    LoggerFactory.getLogger("store").error("disk full", new IllegalStateException("no space"));
    Thread ending = new Thread(WatchTest::fail, "ending");
    ending.start();
    ending.join();

    assertThat(errors.take())
        .satisfiesExactlyInAnyOrder(
            first -> assertThat(first).contains("store", "disk full", "no space"),
            second -> assertThat(second).contains("ending", "by an exception", "on purpose"));
    assertThat(errors.take()).isEmpty();
  }

  private static void fail() {
    throw new IllegalStateException("on purpose");
  }

  @Test
  void a_thread_that_outlives_a_test_is_named_with_its_stack() throws Exception {
    Threads before = Threads.now();
    CountDownLatch end = new CountDownLatch(1);
    CountDownLatch begun = new CountDownLatch(1);
    Thread left =
        new Thread(
            () -> {
              begun.countDown();
              awaitQuietly(end);
            },
            "left-behind");
    left.start();
    begun.await();

    assertThat(before.outlived(SHORT))
        .singleElement()
        .satisfies(text -> assertThat(text).contains("left-behind", "at "));

    end.countDown();
    assertThat(before.outlived(Duration.ofSeconds(10))).isEmpty();
  }

  private static void awaitQuietly(CountDownLatch end) {
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
