package dev.sluice.twitter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.listener.DrainReport;
import dev.sluice.rdd.StorageLevel;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Programs that are stopped while the stream goes on. */
class TwitterStopTest extends PeerPrograms {
  private static final CountDownLatch CONVERTING = new CountDownLatch(1);

  /** Takes until it is interrupted, and tells nobody, as Twitter4J does with dates. */
  private static long swallowingInterrupts(Message.OfPost post) {
    CONVERTING.countDown();
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException swallowed) {
      return post.id();
    }
    throw new AssertionError("nobody counts this down");
  }

  @Test
  void a_stop_ends_the_receiver_even_if_its_interrupt_is_swallowed() throws Exception {
    try (Programs<Long> program =
        Programs.start(
            context ->
                context.receiverStream(
                    "posts",
                    TwitterUtils.receiver(
                        sampled(),
                        TwitterStopTest::swallowingInterrupts,
                        StorageLevel.MEMORY_ONLY)))) {
      awaitConnected();
      peer.post("a post");
      CONVERTING.await();

      DrainReport report = program.stopGracefully();

      assertThat(report.outcome()).isEqualTo(DrainReport.Outcome.CLEAN);
      assertThat(report.receiversLeft()).isEmpty();
    }
  }
}
