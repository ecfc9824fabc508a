package dev.sluice.kafka.it;

import dev.sluice.flow.MessageFlow;
import dev.sluice.flow.Trial;
import dev.sluice.kafka.fixtures.Topics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

/** A trial of a route out of a topic of its own. Confined to the test's thread. */
final class TopicTrial implements AutoCloseable {
  static final int PARTITIONS = 4;

  private final String address;
  private final String topic;
  private final Trial trial;

  private TopicTrial(String address, String topic, Trial trial) {
    this.address = address;
    this.topic = topic;
    this.trial = trial;
  }

  static TopicTrial begin(Path directory, Route route, String address, int perSecond)
      throws Exception {
    String topic = "messages-" + UUID.randomUUID();
    createTopics(address, topic);
    Path root = Files.createTempDirectory(directory, route.name());
    Trial trial =
        new Trial(
            route.name(),
            root,
            MessagesProgram.class,
            List.of(address, topic, route.name()),
            MessageFlow.begin(TopicInlet.of(address, topic), perSecond),
            () -> route.outlet(root, address, topic));
    return new TopicTrial(address, topic, trial);
  }

  private static void createTopics(String address, String topic) throws Exception {
    try (Topics topics = Topics.at(address)) {
      topics.create(topic, PARTITIONS);
      topics.create(Route.outOf(topic), PARTITIONS);
    }
  }

  /** Makes the topics again, with nothing in them, after they were lost. */
  void createTopics() throws Exception {
    createTopics(address, topic);
  }

  String topic() {
    return topic;
  }

  Trial programs() {
    return trial;
  }

  @Override
  public void close() {
    trial.close();
  }
}
