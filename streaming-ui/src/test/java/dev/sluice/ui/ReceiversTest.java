package dev.sluice.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.rdd.StorageLevel;
import dev.sluice.receiver.Receiver;
import dev.sluice.streaming.StreamingContext;
import dev.sluice.time.Durations;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class ReceiversTest {
  @Test
  void a_receiver_is_told_with_its_state_records_and_last_error() throws Exception {
    Reader reader = new Reader(Reader.freePort());
    try (StreamingContext context =
        new StreamingContext(
            Reader.shownOn(reader.port()).setMaster("local[2]").setAppName("receives"),
            Durations.milliseconds(50))) {
      context.receiverStream(new Complaining()).foreachRDD(rdd -> rdd.collect());
      context.start();
      awaitUntil(() -> receiver(reader).path("records").asLong() == 3);
      awaitUntil(() -> !receiver(reader).path("lastErrorMessage").isNull());

      JsonNode receiver = receiver(reader);

      assertThat(receiver.path("name").asText()).endsWith("Complaining-0");
      assertThat(receiver.path("state").asText()).isEqualTo("ACTIVE");
      assertThat(receiver.path("lastErrorMessage").asText()).isEqualTo("<i>odd</i>");
      assertThat(receiver.path("lastError").asText()).contains("IllegalStateException: why");
      assertThat(receiver.path("acknowledges").asText()).isEqualTo("NEVER");
      assertThat(receiver.path("oldestUnacknowledgedAtMs").isNull()).isTrue();
      assertThat(receiver.path("rateLimitPerSecond").isNull()).isTrue();
      assertThat(reader.json("/api/v1/summary").at("/receivers/active").asInt()).isEqualTo(1);
      assertThat(reader.json("/api/v1/summary").at("/streams/0/hasReceiver").asBoolean()).isTrue();
    }
  }

  private static JsonNode receiver(Reader reader) throws Exception {
    return reader.json("/api/v1/receivers").at("/receivers/0");
  }

  private static void awaitUntil(Callable<Boolean> condition) {
    Awaitility.await().atMost(50, TimeUnit.SECONDS).until(condition);
  }

  /** Stores three records and reports an error. */
  private static final class Complaining extends Receiver<String> {
    private static final long serialVersionUID = 1L;

    Complaining() {
      super(StorageLevel.MEMORY_ONLY);
    }

    @Override
    public void onStart() {
      store("a");
      store("b");
      store("c");
      reportError("<i>odd</i>", new IllegalStateException("why"));
    }

    @Override
    public void onStop() {}
  }
}
