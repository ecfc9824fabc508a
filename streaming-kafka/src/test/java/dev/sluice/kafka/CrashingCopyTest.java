package dev.sluice.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.io.Storage;
import dev.sluice.streaming.StreamingConf;
import dev.sluice.testkit.CrashScenario;
import dev.sluice.testkit.CrashingProgram;
import dev.sluice.testkit.CrashingStorage;
import dev.sluice.time.Durations;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A program that copies a topic, and crashes wherever it can: nothing is lost, nothing doubled. */
class CrashingCopyTest {
  private static final int BATCHES = 2;

  /** The result is what readers of the copy find. */
  private record Copy(String topic, CrashingProgram program)
      implements CrashScenario<List<String>> {
    static Copy ofNewTopic() {
      String source = newTopic();
      String target = newTopic();
      StreamingConf conf = new StreamingConf().set("streaming.checkpoint.interval", "2s");
      CrashingProgram program =
          new CrashingProgram(
                  conf,
                  Durations.seconds(1),
                  BATCHES,
                  (streams, outputs) ->
                      Direct.stream(streams, source)
                          .map(ConsumerRecord::value)
                          .saveTo("copy " + target, output(target)))
              .in(batch -> TestTopics.send(source, 0, "a" + batch, "b" + batch));
      return new Copy(target, program);
    }

    private static String newTopic() {
      try {
        return TestTopics.create(1);
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }

    private static KafkaOutput<String> output(String topic) {
      return KafkaOutput.transactional(
          TestTopics.params(), topic, value -> new ProducerRecord<>(topic, value));
    }

    @Override
    public List<String> run(Storage storage) throws Exception {
      program.run(storage);
      TestTopics.awaitEnded();
      return TestTopics.committedValues(topic, 1);
    }
  }

  @Test
  @Timeout(value = 3, unit = TimeUnit.MINUTES) // many restarts take their time
  void a_crash_at_any_call_neither_loses_nor_doubles() {
    int crashes = CrashingStorage.atEveryCall(7, Copy::ofNewTopic);

    assertThat(crashes).isGreaterThan(10);
  }
}
