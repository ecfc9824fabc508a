package dev.sluice.testkit.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.engine.BlockId;
import dev.sluice.engine.BlockStore;
import dev.sluice.engine.BlockStore.Retention;
import dev.sluice.engine.BlockStore.Stored;
import dev.sluice.engine.Control;
import dev.sluice.engine.LongTask;
import dev.sluice.engine.LongTaskSpec;
import dev.sluice.rdd.RDD;
import dev.sluice.rdd.StorageLevel;
import dev.sluice.streaming.StreamingConf;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * The suite on what receivers need that an engine must pass: long tasks, messages and blocks.
 *
 * <pre>{@code
 * class MyEngineHostingTest extends HostingContract {
 *   @Override
 *   protected StreamingConf conf() {
 *     return new StreamingConf().setMaster("my-engine://");
 *   }
 * }
 * }</pre>
 */
public abstract class HostingContract {
  private static final long PATIENCE_S = 50;
  private static final byte[] NOTHING = {};
  private static final int MANY = 200;

  /** For subclasses. */
  protected HostingContract() {}

  /** A configuration that leads to the engine. */
  protected abstract StreamingConf conf();

  private EngineUnderTest open() {
    return EngineUnderTest.of(conf());
  }

  private static LongTask launch(EngineUnderTest test, LongTaskSpec.Body body) {
    return test.engine().launch(new LongTaskSpec("long-task", body), Optional.empty());
  }

  private static <T> T await(CompletableFuture<T> future) throws Exception {
    return future.get(PATIENCE_S, TimeUnit.SECONDS);
  }

  private static String take(BlockingQueue<String> queue) throws InterruptedException {
    return String.valueOf((@Nullable String) queue.poll(PATIENCE_S, TimeUnit.SECONDS));
  }

  /** A mailbox of the driver that keeps what comes. */
  private static BlockingQueue<String> inbox(EngineUnderTest test, String name) {
    BlockingQueue<String> inbox = new LinkedBlockingQueue<>();
    Control.Mailbox unusedUntilTheEnd =
        test.engine()
            .control()
            .open(
                name,
                message -> {
                  inbox.add(new String(message, UTF_8));
                  return CompletableFuture.completedFuture("heard".getBytes(UTF_8));
                });
    return inbox;
  }

  @Test
  public void a_long_task_runs_to_its_end() throws Exception {
    try (EngineUnderTest test = open()) {
      BlockingQueue<String> inbox = inbox(test, "driver");
      LongTask task =
          launch(test, context -> context.control().send("driver", "hello".getBytes(UTF_8)));
      await(task.done());
      assertEquals("hello", take(inbox));
    }
  }

  @Test
  public void a_long_task_that_fails_runs_once_and_says_why() throws Exception {
    try (EngineUnderTest test = open()) {
      BlockingQueue<String> inbox = inbox(test, "driver");
      LongTask task =
          launch(
              test,
              context -> {
                context.control().ask("driver", "begun".getBytes(UTF_8)).get();
                throw new IllegalStateException("it broke");
              });
      ExecutionException failure = assertThrows(ExecutionException.class, () -> await(task.done()));
      assertTrue(String.valueOf(failure.getCause()).contains("it broke"), failure::toString);
      assertEquals("begun", take(inbox));
      assertTrue(inbox.isEmpty());
    }
  }

  @Test
  public void a_long_task_ends_when_it_is_interrupted() throws Exception {
    try (EngineUnderTest test = open()) {
      BlockingQueue<String> inbox = inbox(test, "driver");
      LongTask task =
          launch(
              test,
              context -> {
                context.control().ask("driver", "begun".getBytes(UTF_8)).get();
                try {
                  new CountDownLatch(1).await();
                } catch (InterruptedException asked) {
                  context.control().ask("driver", "ended".getBytes(UTF_8)).get();
                }
              });
      assertEquals("begun", take(inbox));
      assertFalse(task.done().isDone());
      task.interrupt();
      assertEquals("ended", take(inbox));
      await(task.done());
    }
  }

  @Test
  public void messages_arrive_in_order_and_are_answered() throws Exception {
    try (EngineUnderTest test = open()) {
      BlockingQueue<String> inbox = inbox(test, "driver");
      LongTask task =
          launch(
              test,
              context -> {
                for (int i = 0; i < MANY; i++) {
                  context.control().send("driver", Integer.toString(i).getBytes(UTF_8));
                }
                byte[] reply = context.control().ask("driver", "last".getBytes(UTF_8)).get();
                context.control().send("driver", reply);
              });
      await(task.done());
      for (int i = 0; i < MANY; i++) {
        assertEquals(Integer.toString(i), take(inbox));
      }
      assertEquals("last", take(inbox));
      assertEquals("heard", take(inbox));
    }
  }

  @Test
  public void a_long_task_has_a_mailbox_as_long_as_it_keeps_it_open() throws Exception {
    try (EngineUnderTest test = open()) {
      BlockingQueue<String> inbox = inbox(test, "driver");
      LongTask task =
          launch(
              test,
              context -> {
                CountDownLatch asked = new CountDownLatch(MANY);
                Control.Mailbox echo =
                    context
                        .control()
                        .open(
                            "echo",
                            message -> {
                              asked.countDown();
                              return CompletableFuture.completedFuture(message);
                            });
                context.control().ask("driver", "open".getBytes(UTF_8)).get();
                asked.await();
                echo.close();
                context.control().ask("driver", "closed".getBytes(UTF_8)).get();
              });
      assertEquals("open", take(inbox));
      for (int i = 0; i < MANY; i++) {
        byte[] message = Integer.toString(i).getBytes(UTF_8);
        assertEquals(
            Integer.toString(i),
            new String(await(test.engine().control().ask("echo", message)), UTF_8));
      }
      assertEquals("closed", take(inbox));
      await(task.done());
      assertThrows(
          ExecutionException.class, () -> await(test.engine().control().ask("echo", NOTHING)));
    }
  }

  @Test
  public void what_a_handler_throws_reaches_who_asks_and_nobody_else() throws Exception {
    try (EngineUnderTest test = open()) {
      BlockingQueue<String> inbox = inbox(test, "driver");
      Control.Mailbox unusedUntilTheEnd =
          test.engine()
              .control()
              .open(
                  "broken",
                  message -> {
                    throw new IllegalStateException("it broke");
                  });
      LongTask task =
          launch(
              test,
              context -> {
                String outcome = "answered";
                try {
                  context.control().ask("broken", NOTHING).get();
                } catch (ExecutionException failure) {
                  outcome = String.valueOf(failure.getCause());
                }
                context.control().send("driver", outcome.getBytes(UTF_8));
              });
      await(task.done());
      String outcome = take(inbox);
      assertTrue(outcome.contains("it broke"), outcome);
    }
  }

  @Test
  public void a_block_is_read_everywhere_until_it_is_removed() throws Exception {
    try (EngineUnderTest test = open()) {
      BlockId block = new BlockId("contract", 7L << 44 | 1_700_000_000_123L);
      BlockingQueue<String> inbox = inbox(test, "driver");
      LongTask task =
          launch(
              test,
              context -> {
                Stored stored =
                    context
                        .blocks()
                        .put(
                            block,
                            List.of("a", "b"),
                            StorageLevel.MEMORY_AND_DISK_SER_2,
                            Retention.REQUIRED);
                context
                    .control()
                    .send("driver", Integer.toString(stored.replicas()).getBytes(UTF_8));
              });
      await(task.done());
      assertEquals(Integer.toString(Math.min(2, test.engine().traits().replicas())), take(inbox));

      RDD<Integer> tasks = test.rdds().parallelize(List.of(1, 2, 3, 4), 4);
      List<List<String>> read =
          test.rdds()
              .runJob(
                  tasks,
                  (context, records) ->
                      HostingContract.read(context.service(BlockStore.class), block));
      assertEquals(
          List.of(List.of("a", "b"), List.of("a", "b"), List.of("a", "b"), List.of("a", "b")),
          read);

      test.engine().blocks().remove(block);
      awaitRemoval(test.engine().blocks(), block);
    }
  }

  /** Other processes hear of a removal later. */
  private static void awaitRemoval(BlockStore blocks, BlockId block) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_S);
    while (blocks.get(block).isPresent()) {
      assertTrue(System.nanoTime() - end < 0, "the block is gone");
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
    }
  }

  private static List<String> read(BlockStore blocks, BlockId block) {
    List<String> records = new ArrayList<>();
    blocks.<String>get(block).orElseThrow().forEachRemaining(records::add);
    return records;
  }
}
