package dev.sluice.flume;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.broker.FreePort;
import dev.sluice.dstream.InputDStream;
import dev.sluice.flume.FlumeProgram.Gate;
import dev.sluice.flume.agent.AgentConfiguration;
import dev.sluice.rdd.StorageLevel;
import dev.sluice.streaming.StreamingContext;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Programs that fetch from the sink in a real agent. */
class PollingStreamTest {
  private int port;

  @BeforeEach
  void choosePort() throws IOException {
    port = FreePort.any();
  }

  @Test
  void what_an_agent_has_is_fetched_with_headers_and_body() throws Exception {
    List<FlumeEvent> events = Events.numbered(0, 5_000);
    try (TestAgent agent = TestAgent.polledOn(port, AgentConfiguration::withMemoryChannel);
        FlumeProgram program =
            FlumeProgram.start(
                context -> FlumeUtils.createPollingStream(context, "127.0.0.1", port))) {
      agent.post(events);

      program.awaitReceived(events.size());

      FlumeProgram.eventually(() -> agent.taken() == events.size());
      assertThat(program.received()).hasSameElementsAs(events).hasSize(events.size());
      assertThat(program.errors()).isEmpty();
    }
  }

  @Test
  void several_agents_are_polled_and_one_that_is_away_is_reported_once() throws Exception {
    int other = FreePort.any();
    List<FlumeEvent> first = Events.numbered(0, 300);
    List<FlumeEvent> second = Events.numbered(300, 300);
    List<FlumeEvent> all = new ArrayList<>(first);
    all.addAll(second);
    InetSocketAddress[] sinks = {
      InetSocketAddress.createUnresolved("127.0.0.1", port),
      InetSocketAddress.createUnresolved("127.0.0.1", other)
    };
    try (TestAgent agent = TestAgent.polledOn(port, AgentConfiguration::withMemoryChannel);
        FlumeProgram program =
            FlumeProgram.start(
                context ->
                    FlumeUtils.createPollingStream(
                        context, sinks, StorageLevel.MEMORY_ONLY, 70, 4))) {
      agent.post(first);
      program.awaitReceived(first.size());
      try (TestAgent late = TestAgent.polledOn(other, AgentConfiguration::withMemoryChannel)) {
        late.post(second);
        program.awaitReceived(all.size());

        assertThat(program.received()).hasSameElementsAs(all).hasSize(all.size());
        assertThat(program.errors())
            .singleElement()
            .asString()
            .contains("Cannot fetch events from the Flume agent at 127.0.0.1:" + other);
      }
    }
  }

  @Test
  void an_agent_keeps_events_until_their_batch_is_done_however_long_that_takes() throws Exception {
    CountDownLatch blocked = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    Gate gate =
        () -> {
          blocked.countDown();
          release.await();
        };
    List<FlumeEvent> events = Events.numbered(0, 100);
    try (TestAgent agent =
            TestAgent.polledOn(
                port,
                configuration -> configuration.withMemoryChannel().with("sinks.k1.timeout", 5));
        FlumeProgram program =
            FlumeProgram.start(
                Map.of("streaming.receiver.ackAfter", "processed"),
                context -> FlumeUtils.createPollingStream(context, "127.0.0.1", port),
                gate)) {
      agent.post(events);
      blocked.await();

      boolean unused = release.await(8, TimeUnit.SECONDS);
      assertThat(agent.taken()).isZero();

      release.countDown();
      FlumeProgram.eventually(() -> agent.taken() == events.size());
      assertThat(program.received()).hasSameElementsAs(events).hasSize(events.size());
    }
  }

  @Test
  void a_killed_agent_goes_on_and_each_identified_event_counts_once() throws Exception {
    List<FlumeEvent> events = Events.numbered(0, 3_000);
    try (TestAgent agent = TestAgent.polledOn(port, AgentConfiguration::withFileChannel);
        FlumeProgram program = FlumeProgram.start(context -> receive(context, "127.0.0.1", port))) {
      agent.post(events);
      program.awaitReceived(200);

      agent.agent().kill();
      agent.agent().restart();

      FlumeProgram.eventually(() -> new HashSet<>(program.received()).size() == events.size());
      assertThat(program.received()).hasSameElementsAs(events).hasSize(events.size());
    }
  }

  // snippet: FlumeIdentified
  private static InputDStream<FlumeEvent> receive(StreamingContext ssc, String host, int port) {
    return FlumeUtils.createPollingStream(
        ssc,
        FlumePollingOptions.polling(host, port)
            .withMaxBatchSize(100)
            .identifiedBy(event -> event.headers().get("id")));
  }

  // end of snippet

  @Test
  void a_stopped_program_goes_on_behind_what_it_has_received() throws Exception {
    List<FlumeEvent> before = Events.numbered(0, 300);
    List<FlumeEvent> after = Events.numbered(300, 300);
    try (TestAgent agent = TestAgent.polledOn(port, AgentConfiguration::withFileChannel)) {
      try (FlumeProgram program =
          FlumeProgram.start(
              context -> FlumeUtils.createPollingStream(context, "127.0.0.1", port))) {
        agent.post(before);
        program.awaitReceived(before.size());
        program.stopGracefully();
        assertThat(program.received()).hasSameElementsAs(before).hasSize(before.size());
      }
      assertThat(agent.taken()).isEqualTo(before.size());
      agent.post(after);

      try (FlumeProgram program =
          FlumeProgram.start(
              context -> FlumeUtils.createPollingStream(context, "127.0.0.1", port))) {
        program.awaitReceived(after.size());
        assertThat(program.received()).hasSameElementsAs(after).hasSize(after.size());
      }
    }
  }
}
