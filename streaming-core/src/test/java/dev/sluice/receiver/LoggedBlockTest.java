package dev.sluice.receiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.io.KryoSerializer;
import dev.sluice.io.LogPosition;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LoggedBlockTest {
  private final ReceiverBench bench = new ReceiverBench();
  private final HandLogs logs = new HandLogs();
  private final List<ReceivedBlock> added = new ArrayList<>();

  private void begin() throws InterruptedException {
    bench.logs = logs;
    bench.start();
    bench.replies =
        message -> {
          if (message instanceof TrackerMessage.AddBlock add) {
            assertThat(logs.result).isCompleted();
            added.add(add.block());
          }
          return TrackerReply.accept();
        };
  }

  @AfterEach
  void end() throws InterruptedException {
    bench.close();
  }

  @Test
  void a_block_is_durable_before_the_tracker_hears_of_it_and_the_call_returns() throws Exception {
    begin();
    logs.result = new CompletableFuture<>();
    Thread storing = Threads.start("storing", () -> bench.receiver.store(List.of("a", "b")));
    ByteBuffer block = logs.appended.get();
    assertThat(added).isEmpty();
    assertThat(storing.isAlive()).isTrue();
    LogPosition position = new LogPosition(1, 64, block.remaining());
    logs.result.complete(position);
    Threads.join(storing);
    assertThat(added).extracting(ReceivedBlock::logged).containsExactly(position);
    assertThat(logs.settled).isEqualTo(position);
    assertThat(added).extracting(ReceivedBlock::count).containsExactly(2L);
    assertThat(new KryoSerializer().<String>deserialize(block))
        .toIterable()
        .containsExactly("a", "b");
  }

  @Test
  void a_log_that_fails_fails_the_call_and_leaves_nothing() throws InterruptedException {
    begin();
    logs.result = CompletableFuture.failedFuture(new IOException("no space"));
    assertThatThrownBy(() -> bench.receiver.store(List.of("a")))
        .isInstanceOf(StoreException.class)
        .hasMessageStartingWith(
            "Cannot store block input-3-run-3-1000 of stream 3: it could not be")
        .hasMessageContaining("no space");
    assertThat(added).isEmpty();
    assertThat(bench.blocks.stored).isEmpty();
  }

  @Test
  void a_log_that_is_too_slow_fails_the_call_and_leaves_nothing() throws InterruptedException {
    bench.settings =
        new ReceiverSettings(
            Duration.ofMillis(100),
            2,
            1000,
            0,
            0,
            Duration.ofSeconds(2),
            Duration.ofSeconds(5),
            Duration.ofMillis(50));
    begin();
    logs.result = new CompletableFuture<>();
    assertThatThrownBy(() -> bench.receiver.store(List.of("a")))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("the write-ahead log took longer than PT0.05S");
    assertThat(added).isEmpty();
    assertThat(bench.blocks.stored).isEmpty();
  }

  @Test
  void a_logged_block_that_the_tracker_refuses_is_removed() throws InterruptedException {
    begin();
    bench.replies = message -> TrackerReply.refuse("old epoch");
    assertThatThrownBy(() -> bench.receiver.store(List.of("a")))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("old epoch");
    assertThat(bench.blocks.stored).isEmpty();
  }

  /** A log whose appends complete as the test says. */
  @SuppressWarnings("serial") // of this process only
  private static final class HandLogs implements ReceivedLogs, ReceivedLogs.Writer {
    private final transient CompletableFuture<ByteBuffer> appended = new CompletableFuture<>();
    private transient volatile @Nullable LogPosition settled;
    private transient volatile CompletableFuture<LogPosition> result =
        CompletableFuture.completedFuture(new LogPosition(1, 64, 1));

    @Override
    public long run() {
      return 3;
    }

    @Override
    public Writer open(int streamId) {
      return this;
    }

    @Override
    public void settle(LogPosition position) {
      settled = position;
    }

    @Override
    public CompletableFuture<LogPosition> append(ByteBuffer block) {
      appended.complete(block.duplicate());
      return result;
    }

    @Override
    public ByteBuffer read(int streamId, LogPosition position) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void deleteBefore(int streamId, long file) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
  }
}
