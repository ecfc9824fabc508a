package dev.sluice.mqtt.it;

import dev.sluice.flow.MessageFlow;
import dev.sluice.flow.TableOutlet;
import dev.sluice.flow.Trial;
import dev.sluice.recovery.MessageTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

/** Begins trials with topics of their own. */
final class Trials {
  private Trials() {}

  static Trial begin(Path directory, Route route, String address, int perSecond)
      throws IOException {
    String topic = "messages-" + UUID.randomUUID();
    Path root = Files.createTempDirectory(directory, route.name());
    BrokerClient.subscribe(address, topic, route.qos());
    return new Trial(
        route.name(),
        root,
        MessagesProgram.class,
        List.of(address, topic, route.name()),
        MessageFlow.begin(BrokerClient.of(address, topic), perSecond),
        () -> new TableOutlet(MessageTable.in(root)));
  }
}
