package dev.sluice.kafka.output;

import dev.sluice.dstream.BatchId;
import dev.sluice.kafka.client.KeptClients;
import java.io.IOException;
import java.time.Duration;
import org.apache.kafka.clients.producer.Producer;
import org.jspecify.annotations.Nullable;

/**
 * A producer of the transactions of one partition of an output, and what it knows to be written:
 * nobody else can write without fencing it. Confined to one task at a time.
 */
final class PartitionProducer implements KeptClients.Client {
  /** After so many transactions it asks which batches are over, so as to remember them no more. */
  private static final int BETWEEN_QUESTIONS = 256;

  private final Producer<Object, Object> producer;
  private @Nullable Recalled recalled;
  private int untilQuestion;

  PartitionProducer(Producer<Object, Object> producer) {
    this.producer = producer;
  }

  Producer<Object, Object> producer() {
    return producer;
  }

  /**
   * Prepares for a transaction: the first time, fences all other producers of the same id.
   *
   * @return what is written
   */
  Recalled prepare(OutputMemory memory, BatchId batch) throws IOException, InterruptedException {
    Recalled known = recalled;
    if (known == null) {
      producer.initTransactions();
      known = memory.recall(batch);
      untilQuestion = BETWEEN_QUESTIONS;
    } else if (untilQuestion == 0) {
      known = new Recalled(known.written(), memory.recall(batch).overUpToMs());
      untilQuestion = BETWEEN_QUESTIONS;
    }
    untilQuestion--;
    recalled = known;
    return known;
  }

  /** A transaction is committed. */
  void committed(Recalled withIt) {
    recalled = withIt;
  }

  /** Gives up a transaction that is open. */
  @Override
  public void close() {
    producer.close(Duration.ZERO);
  }
}
