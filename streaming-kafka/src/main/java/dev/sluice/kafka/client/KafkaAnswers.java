package dev.sluice.kafka.client;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.KafkaFuture;

/**
 * Waits for what brokers answer. Immutable.
 *
 * @param params name the brokers; what is secret in them is in no error
 */
record KafkaAnswers(KafkaParams params) {
  /**
   * Waits for an answer.
   *
   * @param purpose what is to be done by asking, such as {@code list topics}
   * @throws IOException if there is none in time, or one that this cannot be done; then Kafka's own
   *     exception is the cause
   */
  <T> T await(KafkaFuture<T> answer, Duration most, String purpose)
      throws IOException, InterruptedException {
    try {
      return answer.get(most.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      Throwable cause = params.withoutSecrets(e.getCause() == null ? e : e.getCause());
      throw new IOException(
          "Cannot %s: the brokers %s answered %s".formatted(purpose, brokers(), cause), cause);
    } catch (TimeoutException e) {
      throw new IOException(
          "Cannot %s: the brokers %s have not answered within %d ms"
              .formatted(purpose, brokers(), most.toMillis()),
          e);
    }
  }

  private String brokers() {
    return params.get(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, "");
  }
}
