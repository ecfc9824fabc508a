package dev.sluice.kafka.output;

import dev.sluice.dstream.BatchId;
import dev.sluice.dstream.OutputTransaction;
import dev.sluice.function.Function;
import java.io.IOException;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The writing of a partition by one producer. Confined to the task's thread. */
final class KafkaTransaction<T> implements OutputTransaction<T> {
  private final BatchId batch;
  private final Producer<Object, Object> producer;
  private final Function<? super T, ? extends ProducerRecord<?, ?>> form;
  private final ConsumerGroupMetadata group;
  private final TopicPartition place;
  private final Recalled recalled;
  private final Ending ending;
  private final boolean committedBefore;
  private State state = State.NEW;

  private enum State {
    NEW,
    BEGUN,
    COMMITTED,
    UNKNOWN,
    CLOSED
  }

  /** What becomes of the producer. */
  interface Ending {
    /** The transaction is committed, and with it this is written. */
    void committed(Recalled written);

    /**
     * The producer is needed no more.
     *
     * @param isFine whether it can be used for another transaction
     */
    void ended(boolean isFine);
  }

  /**
   * A transaction of a producer that has fenced all others of its id.
   *
   * @param form makes Kafka's records
   * @param group remembers what is written, at that place
   * @param recalled what is written
   */
  KafkaTransaction(
      BatchId batch,
      Producer<Object, Object> producer,
      Function<? super T, ? extends ProducerRecord<?, ?>> form,
      ConsumerGroupMetadata group,
      TopicPartition place,
      Recalled recalled,
      Ending ending) {
    this.batch = batch;
    this.producer = producer;
    this.form = form;
    this.group = group;
    this.place = place;
    this.recalled = recalled;
    this.ending = ending;
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
    if (committedBefore || (state != State.NEW && state != State.BEGUN)) {
      throw new IllegalStateException("Cannot write " + batch + ": it is committed or closed");
    }
    if (state == State.NEW) {
      producer.beginTransaction();
      state = State.BEGUN;
    }
  }

  /** A commit without answer is settled by the producer that fences this one. */
  @Override
  public void commit() throws IOException {
    begin();
    Recalled withThis = recalled.and(batch);
    OffsetAndMetadata written =
        new OffsetAndMetadata(
            Math.max(0, batch.time().milliseconds()), withThis.written().toText());
    try {
      producer.sendOffsetsToTransaction(Map.of(place, written), group);
      producer.commitTransaction();
    } catch (TimeoutException | InterruptException e) {
      state = State.UNKNOWN;
      throw new IOException("Cannot tell whether " + batch + " is committed", e);
    } catch (KafkaException e) {
      throw new IOException("Cannot commit " + batch + ": the brokers refused", e);
    }
    state = State.COMMITTED;
    ending.committed(withThis);
  }

  @Override
  public void close() throws IOException {
    State last = state;
    state = State.CLOSED;
    try {
      if (last == State.BEGUN) {
        producer.abortTransaction();
      }
    } catch (KafkaException e) {
      last = State.UNKNOWN;
      if (!isAborted(e) && !isAborted(e.getCause())) {
        throw new IOException("Cannot abort the transaction of " + batch, e);
      }
    } finally {
      if (last != State.CLOSED) {
        ending.ended(last == State.NEW || last == State.COMMITTED);
      }
    }
  }

  /** Whether the producer that has fenced this one has aborted the transaction. */
  private static boolean isAborted(@Nullable Throwable refusal) {
    return refusal instanceof ProducerFencedException
        || refusal instanceof InvalidProducerEpochException
        || refusal instanceof InvalidTxnStateException;
  }
}
