package dev.sluice.flume;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.broker.FreePort;
import dev.sluice.flume.FlumeProgram.Gate;
import dev.sluice.flume.agent.AgentConfiguration;
import dev.sluice.rdd.StorageLevel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs that a real agent pushes to. */
class PushStreamTest {
  private int port;

  @BeforeEach
  void choosePort() throws IOException {
    port = FreePort.any();
  }

  @Test
  void what_an_agent_pushes_comes_with_headers_and_body() throws Exception {
    List<FlumeEvent> events = Events.numbered(0, 2_000);
    try (FlumeProgram program =
            FlumeProgram.start(context -> FlumeUtils.createStream(context, "127.0.0.1", port));
        TestAgent agent = TestAgent.pushingTo(port, AgentConfiguration::withMemoryChannel)) {
      agent.post(events);

      program.awaitReceived(events.size());

      assertThat(program.received()).containsExactlyElementsOf(events);
      FlumeProgram.eventually(() -> agent.taken() == events.size());
    }
  }

  @Test
  void it_may_come_compressed() throws Exception {
    List<FlumeEvent> events = Events.numbered(0, 2_000);
    try (FlumeProgram program =
            FlumeProgram.start(
                context ->
                    FlumeUtils.createStream(
                        context, "127.0.0.1", port, StorageLevel.MEMORY_ONLY, true));
        TestAgent agent =
            TestAgent.pushingTo(
                port,
                configuration ->
                    configuration
                        .withMemoryChannel()
                        .with("sinks.k1.compression-type", "deflate"))) {
      agent.post(events);

      program.awaitReceived(events.size());

      assertThat(program.received()).containsExactlyElementsOf(events);
    }
  }

  @Test
  void it_may_come_by_tls(@TempDir Path directory) throws Exception {
    TestKeys keys = TestKeys.in(directory);
    FlumeOptions options = FlumeOptions.listeningOn(port).withTls(keys.tls());
    List<FlumeEvent> events = Events.numbered(0, 100);
    try (FlumeProgram program =
            FlumeProgram.start(context -> FlumeUtils.createStream(context, options));
        TestAgent agent =
            TestAgent.pushingTo(
                port,
                configuration ->
                    configuration
                        .withMemoryChannel()
                        .with("sinks.k1.ssl", true)
                        .with("sinks.k1.truststore", keys.trusted())
                        .with("sinks.k1.truststore-password", TestKeys.PASSWORD)
                        .with("sinks.k1.truststore-type", "PKCS12"))) {
      agent.post(events);

      program.awaitReceived(events.size());

      assertThat(program.received()).containsExactlyElementsOf(events);
    }
  }

  @Test
  void an_agent_keeps_events_until_their_batch_is_done_if_it_is_to() throws Exception {
    CountDownLatch blocked = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    Gate gate =
        () -> {
          blocked.countDown();
          release.await();
        };
    List<FlumeEvent> events = Events.numbered(0, 400);
    try (FlumeProgram program =
            FlumeProgram.start(
                Map.of("streaming.receiver.ackAfter", "processed"),
                context -> FlumeUtils.createStream(context, "127.0.0.1", port),
                gate);
        TestAgent agent = TestAgent.pushingTo(port, AgentConfiguration::withMemoryChannel)) {
      agent.post(events);
      blocked.await();

      assertThat(agent.taken()).isZero();

      release.countDown();
      FlumeProgram.eventually(() -> agent.taken() == events.size());
      assertThat(program.received()).containsExactlyElementsOf(events);
    }
  }

  @Test
  void a_killed_agent_goes_on_and_each_identified_event_counts_once() throws Exception {
    FlumeOptions options = FlumeOptions.listeningOn(port).identifiedBy(Events::id);
    List<FlumeEvent> events = Events.numbered(0, 3_000);
    try (FlumeProgram program =
            FlumeProgram.start(context -> FlumeUtils.createStream(context, options));
        TestAgent agent =
            TestAgent.pushingTo(
                port,
                configuration -> configuration.withFileChannel().with("sinks.k1.batch-size", 50))) {
      agent.post(events);
      program.awaitReceived(200);

      agent.agent().kill();
      agent.agent().restart();

      FlumeProgram.eventually(() -> new HashSet<>(program.received()).size() == events.size());
      assertThat(program.received()).hasSameElementsAs(events).hasSize(events.size());
    }
  }
}
