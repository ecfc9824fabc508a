package dev.sluice.kafka;

import dev.sluice.dstream.BatchId;
import dev.sluice.dstream.OutputTransaction;
import dev.sluice.function.Function;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.TimeoutException;

/** The writing of a partition by one producer. Confined to the task's thread. */
final class KafkaTransaction<T> implements OutputTransaction<T> {
  private final BatchId batch;
  private final Producer<Object, Object> producer;
  private final Function<? super T, ? extends ProducerRecord<?, ?>> form;
  private final String group;
  private final TopicPartition place;
  private final OutputMemory.Recalled recalled;
  private final boolean committedBefore;
  private boolean begun;
  private boolean committed;
  private boolean isOpenEnded;

  /**
   * A transaction of a producer that has fenced all others of its id.
   *
   * @param form makes Kafka's records
   * @param group remembers what is written, at that place
   */
  KafkaTransaction(
      BatchId batch,
      Producer<Object, Object> producer,
      Function<? super T, ? extends ProducerRecord<?, ?>> form,
      String group,
      TopicPartition place,
      OutputMemory.Recalled recalled) {
    this.batch = batch;
    this.producer = producer;
    this.form = form;
    this.group = group;
    this.place = place;
    this.recalled = recalled;
    this.committedBefore = recalled.has(batch);
  }

  @Override
  public boolean isCommitted() {
    return committedBefore;
  }

  /** Sends the record; that this failed may come out with a later one, or with the commit. */
  @Override
  @SuppressWarnings("unchecked") // the serializers, which the user chose, take what the form makes
  public void write(T record) throws Exception {
    begin();
    ProducerRecord<Object, Object> sent = (ProducerRecord<Object, Object>) form.call(record);
    var unused = producer.send(sent);
  }

  private void begin() {
    if (committedBefore || committed) {
      throw new IllegalStateException("Cannot write " + batch + ": it is committed already");
    }
    if (!begun) {
      producer.beginTransaction();
      begun = true;
    }
  }

  /** A commit without answer is settled by the producer that fences this one. */
  @Override
  @SuppressWarnings("removal") // there is no other way to name a group without being a member
  public void commit() throws IOException {
    begin();
    try {
      OffsetAndMetadata written =
          new OffsetAndMetadata(Math.max(0, batch.time().milliseconds()), recalled.and(batch));
      producer.sendOffsetsToTransaction(Map.of(place, written), new ConsumerGroupMetadata(group));
      producer.commitTransaction();
    } catch (TimeoutException | InterruptException e) {
      isOpenEnded = true;
      throw new IOException("Cannot tell whether " + batch + " is committed", e);
    } catch (KafkaException e) {
      throw new IOException("Cannot commit " + batch + ": the brokers refused", e);
    }
    committed = true;
  }

  @Override
  public void close() throws IOException {
    try {
      if (begun && !committed && !isOpenEnded) {
        producer.abortTransaction();
      }
    } catch (ProducerFencedException | InvalidProducerEpochException e) {
      begun = false; // the producer that has fenced this one has aborted the transaction
    } catch (KafkaException e) {
      throw new IOException("Cannot abort the transaction of " + batch, e);
    } finally {
      producer.close(Duration.ZERO);
    }
  }
}
