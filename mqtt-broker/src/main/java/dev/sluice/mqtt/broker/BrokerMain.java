package dev.sluice.mqtt.broker;

import dev.sluice.broker.BrokerProgram;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.config.impl.SecurityConfiguration;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.spi.core.security.ActiveMQJAASSecurityManager;
import org.apache.activemq.artemis.spi.core.security.jaas.InVMLoginModule;

/** The process of an {@link MqttBroker}. Confined to the main thread. */
final class BrokerMain implements BrokerProgram {
  private static final String ALL = "#";
  private static final String ROLE = "all";
  private static final int JOURNAL_FILE_BYTES = 4 << 20;
  private static final int BUFFER_TIMEOUT_NS = 500_000;
  private static final int ANY_NUMBER = -1;

  private final EmbeddedActiveMQ server = new EmbeddedActiveMQ();

  private BrokerMain(Configuration configuration, Map<String, String> settings) {
    boolean isSecure = settings.containsKey(MqttBroker.USER);
    server.setConfiguration(configuration.setSecurityEnabled(isSecure));
    if (isSecure) {
      server.setSecurityManager(users(settings));
    }
  }

  /**
   * Runs until the standard input ends.
   *
   * @param args a directory, the port, then {@code key=value} for each setting
   */
  public static void main(String[] args) throws Exception {
    Map<String, String> settings = new TreeMap<>();
    for (int i = 2; i < args.length; i++) {
      int equals = args[i].indexOf('=');
      settings.put(args[i].substring(0, equals), args[i].substring(equals + 1));
    }
    BrokerProgram.run(
        new BrokerMain(
            configuration(Path.of(args[0]), Integer.parseInt(args[1]), settings), settings));
  }

  private static Configuration configuration(Path directory, int port, Map<String, String> settings)
      throws Exception {
    String parameters =
        settings.entrySet().stream()
            .filter(setting -> !MqttBroker.OWN.contains(setting.getKey()))
            .map(setting -> ";" + setting.getKey() + "=" + setting.getValue())
            .collect(Collectors.joining());
    AddressSettings addresses = new AddressSettings();
    addresses.setMaxDeliveryAttempts(ANY_NUMBER);
    return new ConfigurationImpl()
        .addAcceptorConfiguration(
            "mqtt", "tcp://127.0.0.1:" + port + "?protocols=MQTT" + parameters)
        .addAddressSetting(ALL, addresses)
        .putSecurityRoles(
            ALL,
            Set.of(
                new Role(
                    ROLE, true, true, true, true, true, true, true, true, true, true, true, true)))
        .setPersistenceEnabled(!Boolean.parseBoolean(settings.get(MqttBroker.IN_MEMORY)))
        .setJournalType(JournalType.NIO)
        .setJournalDirectory(directory.resolve("journal").toString())
        .setBindingsDirectory(directory.resolve("bindings").toString())
        .setPagingDirectory(directory.resolve("paging").toString())
        .setLargeMessagesDirectory(directory.resolve("large").toString())
        .setJournalFileSize(JOURNAL_FILE_BYTES)
        .setJournalBufferTimeout_NIO(BUFFER_TIMEOUT_NS)
        // What is written outlives this process; that it outlives the machine would take time.
        .setJournalDatasync(false)
        .setMaxDiskUsage(ANY_NUMBER);
  }

  private static ActiveMQJAASSecurityManager users(Map<String, String> settings) {
    SecurityConfiguration users = new SecurityConfiguration();
    String user = settings.getOrDefault(MqttBroker.USER, "");
    users.addUser(user, settings.getOrDefault(MqttBroker.PASSWORD, ""));
    users.addRole(user, ROLE);
    return new ActiveMQJAASSecurityManager(InVMLoginModule.class.getName(), users);
  }

  @Override
  public void start() throws Exception {
    server.start();
  }

  @Override
  public void stop() throws Exception {
    server.stop();
  }
}
