package dev.sluice.flume.it;

import dev.sluice.broker.FreePort;
import dev.sluice.flow.MessageFlow;
import dev.sluice.flow.TableOutlet;
import dev.sluice.flow.Trial;
import dev.sluice.recovery.Kills;
import dev.sluice.recovery.MessageTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A program between an agent with a file channel and a table without keys is killed again and again
 * while events flow, and so is the agent; {@code -Dsluice.kills} and {@code -Dsluice.agentKills}
 * say how often, {@code -Dsluice.messages} how many events there are at least.
 */
abstract class KilledFlume {
  private static final int KILLS = 3;
  private static final int AGENT_KILLS = 2;
  private static final int MESSAGES = 10_000;
  private static final int SECONDS_PER_KILL = 4;

  @TempDir Path directory;

  /** An agent with a file channel and a sink for a route by a port. */
  abstract AgentUnderTest newAgent(FlumeRoute route, int port) throws IOException;

  @ParameterizedTest
  @EnumSource
  @Timeout(value = 30, unit = TimeUnit.MINUTES) // many kills take their time
  void no_event_is_lost_and_none_is_doubled_however_often_program_and_agent_are_killed(
      FlumeRoute route) throws Exception {
    Kills kills = Kills.begin(getClass().getSimpleName(), KILLS);
    int agentKills = Integer.getInteger("sluice.agentKills", AGENT_KILLS);
    int messages = Integer.getInteger("sluice.messages", MESSAGES);
    int perSecond = messages / Math.max(1, kills.number() * SECONDS_PER_KILL);
    int port = FreePort.any();
    Path root = Files.createTempDirectory(directory, route.name());
    try (AgentUnderTest agent = newAgent(route, port)) {
      AgentInlet inlet = new AgentInlet(agent);
      try (Trial trial =
          new Trial(
              route.name(),
              root,
              EventsProgram.class,
              List.of(Integer.toString(port), route.name()),
              MessageFlow.begin(inlet, perSecond),
              () -> new TableOutlet(MessageTable.in(root)))) {
        new AgentKills(inlet, agentKills, kills.draw())
            .during(
                () -> {
                  kills.run(trial::start);
                  return null;
                });
        trial.finish(
            "kill -9: program %d times, agent %d times".formatted(kills.number(), agentKills),
            messages);
      }
    }
  }
}
