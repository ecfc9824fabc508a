package dev.sluice.kafka;

import dev.sluice.dstream.TransactionalOutput;
import dev.sluice.testkit.output.TransactionalOutputContract;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeEach;

/** The contract of outputs, for Kafka. */
class KafkaOutputContractTest extends TransactionalOutputContract<String> {
  private final String prefix = TestTopics.name("output");
  private String topic;

  @BeforeEach
  void createTopic() throws Exception {
    topic = TestTopics.create(2);
  }

  @Override
  protected TransactionalOutput<String> output() {
    String target = topic;
    return KafkaOutput.<String>transactional(
            TestTopics.params(), target, word -> new ProducerRecord<>(target, word, word))
        .withIdPrefix(prefix);
  }

  @Override
  protected String record(int number) {
    return "word " + number;
  }

  @Override
  protected List<String> written() throws Exception {
    TestTopics.awaitEnded();
    return TestTopics.committedValues(topic, 2);
  }
}
