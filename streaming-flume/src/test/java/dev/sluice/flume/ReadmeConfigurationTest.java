package dev.sluice.flume;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.broker.FreePort;
import dev.sluice.dstream.DStream;
import dev.sluice.flume.agent.FlumeAgent;
import dev.sluice.streaming.StreamingContext;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The agents of the READMEs run as they are printed, but for ports and directories. */
class ReadmeConfigurationTest {
  private static final Pattern BLOCK =
      Pattern.compile("<!-- configuration -->\n```properties\n(.*?)```", Pattern.DOTALL);

  private static String configuration(Path readme, int source, int port) throws IOException {
    Matcher block = BLOCK.matcher(Files.readString(readme));
    assertThat(block.find()).isTrue();
    return block
        .group(1)
        .replace("44444", Integer.toString(source))
        .replaceAll("4141[45]", Integer.toString(port))
        .replace("/var/lib/flume", FlumeAgent.DIRECTORY);
  }

  /** Says a line to the source, which answers when the channel has it. */
  private static void say(String line, int source) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), source)) {
      socket.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
      BufferedReader answers =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      assertThat(answers.readLine()).isEqualTo("OK");
    }
  }

  private static void expectEvents(
      String configuration,
      int source,
      Integer[] listening,
      Function<StreamingContext, DStream<FlumeEvent>> stream)
      throws IOException {
    try (FlumeProgram program = FlumeProgram.start(stream);
        FlumeAgent agent = FlumeAgent.start(configuration, listening)) {
      say("to be", source);
      say("or not to be", source);

      program.awaitReceived(2);

      assertThat(program.received())
          .extracting(FlumeEvent::text)
          .as(agent.log())
          .containsExactlyInAnyOrder("to be", "or not to be");
    }
  }

  @Test
  void the_agent_that_pushes() throws IOException {
    int source = FreePort.any();
    int port = FreePort.any();
    expectEvents(
        configuration(Path.of("README.md"), source, port),
        source,
        new Integer[] {source},
        context -> FlumeUtils.createStream(context, "127.0.0.1", port));
  }

  @Test
  void the_agent_that_is_polled() throws IOException {
    int source = FreePort.any();
    int port = FreePort.any();
    expectEvents(
        configuration(Path.of("..", "streaming-flume-sink", "README.md"), source, port),
        source,
        new Integer[] {source, port},
        context -> FlumeUtils.createPollingStream(context, "127.0.0.1", port));
  }
}
