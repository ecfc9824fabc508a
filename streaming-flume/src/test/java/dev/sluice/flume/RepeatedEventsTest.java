package dev.sluice.flume;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** What counts when events come again. */
class RepeatedEventsTest extends Listening {
  @Test
  void a_batch_that_comes_again_on_another_connection_counts_once_if_it_is_identified()
      throws Exception {
    start(options -> options.identifiedBy(Events::id));
    List<FlumeEvent> more = Events.numbered(0, 5);
    try (AvroClient client = AvroClient.connect(port())) {
      assertThat(client.appendBatch(SOME)).isEqualTo(AvroClient.OK);
    }
    try (AvroClient client = AvroClient.connect(port())) {
      assertThat(client.appendBatch(more)).isEqualTo(AvroClient.OK);
      assertThat(client.appendBatch(more)).isEqualTo(AvroClient.OK);
    }
    program().awaitReceived(5);
    assertThat(program().received()).containsExactlyElementsOf(more);
  }

  @Test
  void a_batch_that_is_sent_again_while_it_is_being_processed_counts_once_if_it_is_identified()
      throws Exception {
    CountDownLatch blocked = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    start(
        options -> options.identifiedBy(Events::id),
        Map.of("streaming.receiver.ackAfter", "processed"),
        () -> {
          blocked.countDown();
          release.await();
        });
    try (AvroClient first = AvroClient.connect(port());
        AvroClient second = AvroClient.connect(port())) {
      first.send(first.call("appendBatch", SOME));
      blocked.await();
      second.send(second.call("appendBatch", SOME));
      assertThat(second.isEnded(300)).isFalse();

      release.countDown();

      assertThat(first.status(first.receive())).isEqualTo(AvroClient.OK);
      assertThat(second.status(second.receive())).isEqualTo(AvroClient.OK);
    }
    assertThat(program().received()).containsExactlyElementsOf(SOME);
  }

  @Test
  void events_without_identity_are_reported_and_count_each_time() throws Exception {
    start(options -> options.identifiedBy(event -> event.headers().get("nothing")));
    try (AvroClient client = AvroClient.connect(port())) {
      assertThat(client.appendBatch(SOME)).isEqualTo(AvroClient.OK);
      assertThat(client.appendBatch(SOME)).isEqualTo(AvroClient.OK);
    }
    program().awaitReceived(6);
    FlumeProgram.eventually(() -> !program().errors().isEmpty());
    assertThat(program().errors().get(0)).contains("the function returned null");
  }
}
