package dev.sluice.kafka.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.sluice.dstream.BatchId;
import dev.sluice.time.Time;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.Serializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What closing a transaction does if the producer cannot abort it. */
class KafkaTransactionTest {
  private static final BatchId BATCH = new BatchId("app", "out", new Time(1000), 0, 1);

  private static final Serializer<Object> NOTHING = (topic, data) -> new byte[0];

  private final MockProducer<Object, Object> producer =
      new MockProducer<>(true, null, NOTHING, NOTHING);
  private final List<Boolean> ends = new ArrayList<>();

  private KafkaTransaction<String> begun() throws Exception {
    producer.initTransactions();
    KafkaTransaction<String> transaction =
        new KafkaTransaction<>(
            BATCH,
            producer,
            word -> new ProducerRecord<>("words", word),
            new MockConsumer<String, String>("none").groupMetadata(),
            new TopicPartition("words", 0),
            new Recalled(WrittenBatches.NONE, Long.MIN_VALUE),
            new KafkaTransaction.Ending() {
              @Override
              public void committed(Recalled written) {
                throw new AssertionError("Nothing was committed");
              }

              @Override
              public void ended(boolean isFine) {
                ends.add(isFine);
              }
            });
    transaction.write("a");
    return transaction;
  }

  /** What Kafka says to a producer that another one has fenced: which of it depends on timing. */
  static Stream<KafkaException> fenced() {
    return Stream.of(
        new ProducerFencedException("fenced"),
        new InvalidProducerEpochException("fenced"),
        new InvalidTxnStateException("nothing to end"),
        new KafkaException("in an error state", new InvalidTxnStateException("nothing to end")));
  }

  @ParameterizedTest
  @MethodSource("fenced")
  void of_a_fenced_producer_there_is_nothing_to_abort(KafkaException answer) throws Exception {
    KafkaTransaction<String> transaction = begun();
    producer.abortTransactionException = answer;

    transaction.close();

    assertThat(ends).containsExactly(false);
  }

  @Test
  void another_refusal_is_reported() throws Exception {
    KafkaTransaction<String> transaction = begun();
    producer.abortTransactionException = new TopicAuthorizationException("words");

    assertThatIOException()
        .isThrownBy(transaction::close)
        .withMessageContaining("Cannot abort the transaction of " + BATCH)
        .withCause(producer.abortTransactionException);
    assertThat(ends).containsExactly(false);
  }
}
