package dev.sluice.kafka.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.flow.BreakableBroker;
import dev.sluice.kafka.fixtures.TextClients;
import dev.sluice.kafka.fixtures.Topics;
import dev.sluice.recovery.ChildProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What happens to a broker while a program takes messages from it; none of it ends the program. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 5, unit = TimeUnit.MINUTES) // outages take their time
abstract class BrokenBroker {
  static final int PER_SECOND = 1_000;
  static final int A_WHILE_MS = 2_000;

  @TempDir Path directory;

  private BreakableBroker broker;

  abstract BreakableBroker newBroker() throws IOException;

  @BeforeAll
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

  /** Something that happens to the broker while a program runs. */
  @FunctionalInterface
  interface Event {
    void happen(TopicTrial trial, ChildProcess program) throws Exception;
  }

  /** Runs a program before an event, during it and after it; each message must come out once. */
  final void survives(String what, Route route, Event event) throws Exception {
    try (TopicTrial trial = TopicTrial.begin(directory, route, broker.address(), PER_SECOND);
        ChildProcess program = trial.programs().start()) {
      program.awaitBegun();
      program.live(A_WHILE_MS);
      event.happen(trial, program);
      program.live(A_WHILE_MS);
      trial.programs().finish(what, 0, program);
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_broker_that_crashes_and_comes_back_costs_nothing(Route route) throws Exception {
    survives(
        "broker killed and restarted",
        route,
        (trial, program) -> {
          broker.kill();
          program.live(A_WHILE_MS);
          broker.restart();
        });
  }

  @ParameterizedTest
  @EnumSource
  void partitions_that_are_added_are_read_too(Route route) throws Exception {
    survives(
        "topic grows",
        route,
        (trial, program) -> {
          try (Topics topics = Topics.at(broker.address())) {
            topics.grow(trial.topic(), 2 * TopicTrial.PARTITIONS);
          }
          program.live(A_WHILE_MS);
        });
  }

  @ParameterizedTest
  @EnumSource(names = "DIRECT_TO_TOPIC", mode = EnumSource.Mode.EXCLUDE)
  void a_member_that_joins_the_group_and_leaves_takes_nothing_away(Route route) throws Exception {
    survives(
        "group rebalanced",
        route,
        (trial, program) -> {
          for (int time = 0; time < 3; time++) {
            joinAndLeave(trial.topic());
            program.live(A_WHILE_MS);
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
