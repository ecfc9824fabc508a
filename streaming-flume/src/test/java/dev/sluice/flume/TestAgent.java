package dev.sluice.flume;

import dev.sluice.broker.FreePort;
import dev.sluice.flume.agent.AgentConfiguration;
import dev.sluice.flume.agent.EventPost;
import dev.sluice.flume.agent.FlumeAgent;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.function.UnaryOperator;

/** An agent to which events are posted. Confined to the test's thread. */
final class TestAgent implements Closeable {
  private static final int BATCH = 500;

  private final int port;
  private final FlumeAgent agent;

  private TestAgent(int port, FlumeAgent agent) {
    this.port = port;
    this.agent = agent;
  }

  /** One whose sink pushes to a port. */
  static TestAgent pushingTo(int receiver, UnaryOperator<AgentConfiguration> change)
      throws IOException {
    int port = FreePort.any();
    AgentConfiguration configuration = AgentConfiguration.ofPosts(port).withAvroSink(receiver);
    return new TestAgent(port, FlumeAgent.start(change.apply(configuration).text(), port));
  }

  /** One whose sink listens on a port. */
  static TestAgent polledOn(int sink, UnaryOperator<AgentConfiguration> change) throws IOException {
    int port = FreePort.any();
    AgentConfiguration configuration = AgentConfiguration.ofPosts(port).withSluiceSink(sink);
    return new TestAgent(port, FlumeAgent.start(change.apply(configuration).text(), port, sink));
  }

  /** Has the agent's channel have these events. */
  void post(List<FlumeEvent> events) throws IOException {
    for (int from = 0; from < events.size(); from += BATCH) {
      EventPost post = new EventPost();
      events
          .subList(from, Math.min(from + BATCH, events.size()))
          .forEach(event -> post.add(event.headers(), event.text()));
      post.send(port);
    }
  }

  /** How many events the sink has taken off the channel. */
  long taken() throws IOException {
    return agent.figure("CHANNEL.c1", "EventTakeSuccessCount");
  }

  FlumeAgent agent() {
    return agent;
  }

  @Override
  public void close() throws IOException {
    agent.close();
  }
}
