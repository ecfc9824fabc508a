package dev.sluice.flume.agent;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AgentConfigurationTest {
  @Test
  void it_is_written_as_an_agent_reads_it() {
    String text =
        AgentConfiguration.ofPosts(4141)
            .withFileChannel()
            .withAvroSink(4242)
            .with("sinks.k1.batch-size", 7)
            .text();

    assertThat(text.lines())
        .contains(
            "agent.sources = s1",
            "agent.sources.s1.port = 4141",
            "agent.channels.c1.dataDirs = <directory>/data",
            "agent.sinks.k1.type = avro",
            "agent.sinks.k1.port = 4242",
            "agent.sinks.k1.batch-size = 7");
  }
}
