package dev.sluice.flume.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.sluice.broker.FreePort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FlumeAgentTest {
  private int source;
  private int sink;

  @BeforeEach
  void choosePorts() throws IOException {
    source = FreePort.any();
    sink = FreePort.any();
  }

  private static EventPost twoEvents() {
    return new EventPost().add(Map.of("quoted", "\"\\\n"), "body").add(Map.of(), "äöü");
  }

  @Test
  void it_runs_listens_and_counts_what_it_is_sent() throws Exception {
    String configuration =
        AgentConfiguration.ofPosts(source).withMemoryChannel().withSluiceSink(sink).text();
    try (FlumeAgent agent = FlumeAgent.start(configuration, source, sink)) {
      assertThat(agent.isAlive()).isTrue();

      twoEvents().send(source);

      assertThat(agent.figure("CHANNEL.c1", "EventPutSuccessCount")).isEqualTo(2);
      assertThatIOException()
          .isThrownBy(() -> agent.figure("CHANNEL.c1", "Nothing"))
          .withMessageContaining("Nothing of CHANNEL.c1");
      agent.stop();
      assertThat(agent.isAlive()).isFalse();
      assertThatIOException()
          .isThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), sink).close());
    }
  }

  @Test
  void what_is_in_a_file_channel_outlives_a_kill() throws Exception {
    String configuration =
        AgentConfiguration.ofPosts(source).withFileChannel().withSluiceSink(sink).text();
    try (FlumeAgent agent = FlumeAgent.start(configuration, source, sink)) {
      twoEvents().send(source);

      agent.kill();
      agent.restart();

      assertThat(agent.figure("CHANNEL.c1", "ChannelSize")).isEqualTo(2);
    }
  }
}
