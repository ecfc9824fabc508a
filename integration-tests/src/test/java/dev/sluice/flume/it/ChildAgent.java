package dev.sluice.flume.it;

import dev.sluice.broker.FreePort;
import dev.sluice.flume.agent.AgentConfiguration;
import dev.sluice.flume.agent.FlumeAgent;
import java.io.IOException;

/** An agent in a process of its own. */
final class ChildAgent implements AgentUnderTest {
  private final int source;
  private final FlumeAgent agent;

  private ChildAgent(int source, FlumeAgent agent) {
    this.source = source;
    this.agent = agent;
  }

  /** One with a file channel and a sink for a route by a port. */
  static ChildAgent start(FlumeRoute route, int port) throws IOException {
    int source = FreePort.any();
    String configuration =
        route.sink(AgentConfiguration.ofPosts(source).withFileChannel(), port).text();
    Integer[] listening = route.isPolled() ? new Integer[] {source, port} : new Integer[] {source};
    return new ChildAgent(source, FlumeAgent.start(configuration, listening));
  }

  @Override
  public int source() {
    return source;
  }

  @Override
  public String address() {
    return "127.0.0.1:" + source;
  }

  @Override
  public void kill() {
    agent.kill();
  }

  @Override
  public void restart() throws IOException {
    agent.restart();
  }

  @Override
  public void close() throws IOException {
    agent.close();
  }
}
