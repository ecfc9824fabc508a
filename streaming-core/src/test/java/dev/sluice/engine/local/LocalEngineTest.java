package dev.sluice.engine.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.sluice.engine.Control;
import dev.sluice.engine.EngineException;
import dev.sluice.engine.JobOptions;
import dev.sluice.engine.LongTask;
import dev.sluice.engine.LongTaskSpec;
import dev.sluice.io.KryoSerializer;
import dev.sluice.rdd.Broadcast;
import dev.sluice.time.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LocalEngineTest {
  @Test
  void says_what_it_is() {
    LocalSettings settings =
        LocalSettings.of(LocalMaster.parse("local[2]")).withDefaultParallelism(8);
    try (LocalEngine engine = new LocalEngine(settings, new ManualClock(), new KryoSerializer())) {
      assertThat(engine.defaultParallelism()).isEqualTo(8);
      assertThat(engine.traits().description()).isEqualTo("embedded, 2 task threads");
      assertThat(engine.traits().parallelism()).isEqualTo(2);
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> settings.withDefaultParallelism(0))
        .withMessageContaining("defaultParallelism 0, expected 1 or more");
  }

  @Test
  void no_thread_outlives_a_closed_engine() throws Exception {
    CountDownLatch busy = new CountDownLatch(2);
    LocalEngine engine = Plans.engine(2);
    List<Thread> threads = new ArrayList<>();
    LongTask receiver = engine.launch(waiting("sluice-receiver-0", threads), Optional.empty());
    engine.submit(
        Plans.source(List.of(1), List.of(2)),
        List.of(0, 1),
        (context, records) -> {
          synchronized (threads) {
            threads.add(Thread.currentThread());
          }
          busy.countDown();
          new CountDownLatch(1).await();
          return true;
        },
        JobOptions.NONE);
    busy.await();
    engine.close();
    assertThat(receiver.done()).isCompletedExceptionally();
    assertThat(threads).noneMatch(Thread::isAlive).allMatch(Thread::isDaemon);
    assertThat(threads.stream().map(Thread::getName)).contains("sluice-task-0", "sluice-task-1");
  }

  @Test
  void closing_reports_a_long_task_that_does_not_heed_its_interrupt() {
    LocalSettings settings =
        LocalSettings.of(new LocalMaster(1, 1)).withCloseTimeout(Duration.ofMillis(1));
    LocalEngine engine = new LocalEngine(settings, new ManualClock(), new KryoSerializer());
    CountDownLatch release = new CountDownLatch(1);
    LongTask stubborn =
        engine.launch(
            new LongTaskSpec("sluice-receiver-7", context -> awaitStubbornly(release)),
            Optional.of("elsewhere"));
    assertThat(stubborn.host()).isEqualTo("localhost");
    assertThatExceptionOfType(EngineException.class)
        .isThrownBy(engine::close)
        .withMessageContaining("found [sluice-receiver-7] alive");
    release.countDown();
    stubborn.done().join();
    assertThatIllegalStateException()
        .isThrownBy(() -> engine.launch(new LongTaskSpec("late", context -> {}), Optional.empty()));
  }

  @Test
  void a_long_task_ends_with_what_its_body_throws() {
    try (LocalEngine engine = Plans.engine(1)) {
      ArithmeticException thrown = new ArithmeticException();
      LongTask failing =
          engine.launch(
              new LongTaskSpec(
                  "sluice-receiver-0",
                  context -> {
                    throw thrown;
                  }),
              Optional.empty());
      assertThatExceptionOfType(ExecutionException.class)
          .isThrownBy(() -> failing.done().get())
          .withCause(thrown);
    }
  }

  @Test
  void a_destroyed_broadcast_has_no_value() {
    try (LocalEngine engine = Plans.engine(1)) {
      Broadcast<String> broadcast = engine.broadcast("x");
      assertThat(broadcast.value()).isEqualTo("x");
      broadcast.destroy();
      assertThatIllegalStateException().isThrownBy(broadcast::value);
    }
  }

  @Test
  void mailboxes_answer_in_order_and_pass_on_failures() throws Exception {
    Control control = new LocalControl();
    List<Byte> received = new ArrayList<>();
    Control.Mailbox mailbox =
        control.open(
            "tracker",
            message -> {
              if (message[0] == 9) {
                throw new ArithmeticException();
              }
              received.add(message[0]);
              return CompletableFuture.completedFuture(message);
            });
    assertThatIllegalStateException().isThrownBy(() -> control.open("tracker", message -> null));
    control.send("tracker", new byte[] {1});
    assertThat(control.ask("tracker", new byte[] {2}).get()).containsExactly(2);
    assertThat(received).containsExactly((byte) 1, (byte) 2);
    assertThat(control.ask("tracker", new byte[] {9}))
        .isCompletedExceptionally()
        .failsWithin(Duration.ZERO)
        .withThrowableOfType(ExecutionException.class)
        .withCauseInstanceOf(ArithmeticException.class);
    mailbox.close();
    mailbox.close();
    control.send("tracker", new byte[] {3});
    assertThat(control.ask("tracker", new byte[] {4})).isCompletedExceptionally();
    control.open("tracker", message -> new CompletableFuture<>());
    mailbox.close();
    assertThat(control.ask("tracker", new byte[] {5})).as("reopened").isNotDone();
  }

  private static LongTaskSpec waiting(String name, List<Thread> threads) {
    return new LongTaskSpec(
        name,
        context -> {
          synchronized (threads) {
            threads.add(Thread.currentThread());
          }
          new CountDownLatch(1).await();
        });
  }

  private static void awaitStubbornly(CountDownLatch release) {
    boolean released = false;
    while (!released) {
      try {
        release.await();
        released = true;
      } catch (InterruptedException ignored) {
        released = false;
      }
    }
  }
}
