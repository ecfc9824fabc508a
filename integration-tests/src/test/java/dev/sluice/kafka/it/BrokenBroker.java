package dev.sluice.kafka.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.flow.BreakableBroker;
import dev.sluice.flow.TrialsTogether;
import dev.sluice.kafka.fixtures.TextClients;
import dev.sluice.kafka.fixtures.Topics;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What happens to a broker while programs take messages from it; none of it ends a program. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 5, unit = TimeUnit.MINUTES) // outages take their time
abstract class BrokenBroker {
  static final int PER_SECOND = 1_000;
  static final int A_WHILE_MS = 2_000;

  @TempDir Path directory;

  private BreakableBroker broker;

  abstract BreakableBroker newBroker() throws IOException;

  @BeforeAll
  @Timeout(value = 3, unit = TimeUnit.MINUTES) // a container takes its time
  void startBroker() throws IOException {
    broker = newBroker();
  }

  @AfterAll
  void closeBroker() throws IOException {
    broker.close();
  }

  BreakableBroker broker() {
    return broker;
  }

  /** Something that happens to the broker, or to the topics, while programs run. */
  @FunctionalInterface
  interface Event {
    void happen(List<String> topics, TrialsTogether programs) throws Exception;
  }

  /**
   * Runs a program for each route before an event, during it and after it; each message must come
   * out once.
   */
  final void survives(String what, Set<Route> routes, Event event) throws Exception {
    List<String> topics = new ArrayList<>();
    try (TrialsTogether programs = new TrialsTogether()) {
      for (Route route : routes) {
        TopicTrial trial = TopicTrial.begin(directory, route, broker.address(), PER_SECOND);
        topics.add(trial.topic());
        programs.start(trial.programs());
      }
      programs.awaitBegun();
      programs.live(A_WHILE_MS);
      event.happen(topics, programs);
      programs.live(A_WHILE_MS);
      programs.finish(what);
    }
  }

  @Test
  void a_broker_that_crashes_and_comes_back_costs_nothing() throws Exception {
    survives(
        "broker killed and restarted",
        EnumSet.allOf(Route.class),
        (topics, programs) -> {
          broker.kill();
          programs.live(A_WHILE_MS);
          broker.restart();
        });
  }

  @Test
  void partitions_that_are_added_are_read_too() throws Exception {
    survives(
        "topic grows",
        EnumSet.allOf(Route.class),
        (topics, programs) -> {
          try (Topics grown = Topics.at(broker.address())) {
            for (String topic : topics) {
              grown.grow(topic, 2 * TopicTrial.PARTITIONS);
            }
          }
          programs.live(A_WHILE_MS);
        });
  }

  @Test
  void a_member_that_joins_the_group_and_leaves_takes_nothing_away() throws Exception {
    survives(
        "group rebalanced",
        EnumSet.complementOf(EnumSet.of(Route.DIRECT_TO_TOPIC)),
        (topics, programs) -> {
          for (int time = 0; time < 3; time++) {
            for (String topic : topics) {
              joinAndLeave(topic);
            }
            programs.live(A_WHILE_MS);
          }
        });
  }

  /** Joins the readers of a topic, gets records and commits nothing. */
  private void joinAndLeave(String topic) {
    Map<String, Object> params = TextClients.consumer(broker.address());
    params.put("group.id", Route.group(topic));
    try (KafkaConsumer<String, String> member = new KafkaConsumer<>(params)) {
      member.subscribe(List.of(topic));
      long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
      int records = 0;
      while (records == 0 && System.nanoTime() < deadline) {
        records = member.poll(Duration.ofMillis(100)).count();
      }
      assertThat(records).as("records that the new member got").isPositive();
    }
  }
}
