package dev.sluice.mqtt;

import static dev.sluice.mqtt.Programs.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.mqtt.broker.MqttBroker;
import java.io.IOException;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Encrypted connections to brokers, with keys that are made here. */
class TlsTest {
  private static final String PASSWORD = "open-sesame";

  @TempDir static Path directory;

  private static Path serverTrust;
  private static Path clientKey;
  private static MqttBroker plainClients;
  private static MqttBroker knownClients;

  private final String topic = TestBroker.newName("topic");

  @BeforeAll
  static void startBrokers() throws Exception {
    Path serverKey = newKey("server", "ip:127.0.0.1");
    serverTrust = trustIn("server", serverKey);
    clientKey = newKey("client", "dns:client");
    Path clientTrust = trustIn("client", clientKey);
    Map<String, String> settings = new HashMap<>();
    settings.put("sslEnabled", "true");
    settings.put("keyStorePath", serverKey.toString());
    settings.put("keyStorePassword", PASSWORD);
    plainClients = MqttBroker.start(settings);
    settings.put("needClientAuth", "true");
    settings.put("trustStorePath", clientTrust.toString());
    settings.put("trustStorePassword", PASSWORD);
    knownClients = MqttBroker.start(settings);
  }

  @AfterAll
  static void closeBrokers() throws IOException {
    plainClients.close();
    knownClients.close();
  }

  private static Path newKey(String name, String subject) throws Exception {
    Path file = directory.resolve(name + ".p12");
    keytool(
        List.of(
            "-genkeypair",
            "-keyalg",
            "EC",
            "-alias",
            name,
            "-dname",
            "CN=" + name,
            "-ext",
            "san=" + subject),
        file);
    return file;
  }

  /** A store that trusts the certificate of a key. */
  private static Path trustIn(String name, Path key) throws Exception {
    Path certificate = directory.resolve(name + ".crt");
    Path file = directory.resolve(name + "-trust.p12");
    keytool(List.of("-exportcert", "-alias", name, "-file", certificate.toString()), key);
    keytool(
        List.of("-importcert", "-noprompt", "-alias", name, "-file", certificate.toString()), file);
    return file;
  }

  private static void keytool(List<String> arguments, Path store) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(arguments);
    command.addAll(List.of("-keystore", store.toString(), "-storepass", PASSWORD));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("keytool.log").toFile())
            .start();
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as("exit code of %s", arguments).isZero();
  }

  private MqttOptions options(MqttBroker broker, int qos, MqttVersion version) {
    return MqttOptions.of("ssl://127.0.0.1:" + broker.port())
        .topic(topic, qos)
        .version(version)
        .clientId(topic)
        .reconnectDelay(Duration.ofMillis(50), Duration.ofMillis(200));
  }

  private static void receives(MqttOptions options, String topic) throws Exception {
    try (Programs program = Programs.ofTexts(options);
        TlsPublisher publisher = new TlsPublisher(options, keys())) {
      eventually(
          () -> {
            publisher.publish(topic, "text");
            return program.received().contains("text");
          });
      assertThat(program.errors()).isEmpty();
    }
  }

  /** Those of a client that both brokers know. */
  private static SSLContext keys() throws Exception {
    char[] password = PASSWORD.toCharArray();
    KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    own.init(KeyStore.getInstance(clientKey.toFile(), password), password);
    TrustManagerFactory trusted =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trusted.init(KeyStore.getInstance(serverTrust.toFile(), password));
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(own.getKeyManagers(), trusted.getTrustManagers(), null);
    return context;
  }

  private static void doesNotReceive(MqttOptions options, String... why) {
    try (Programs program = Programs.ofTexts(options)) {
      eventually(() -> program.errors().size() >= 4);

      assertThat(program.received()).isEmpty();
      assertThat(program.errors()).noneMatch(error -> error.contains(PASSWORD));
      assertThat(String.join("", program.errors())).contains(why);
    }
  }

  @ParameterizedTest
  @CsvSource({"1, V3_1_1", "1, V5", "2, V3_1_1", "2, V5"})
  void the_broker_can_show_who_it_is(int qos, MqttVersion version) throws Exception {
    receives(
        options(plainClients, qos, version).trustStore(serverTrust.toString(), PASSWORD), topic);
  }

  @ParameterizedTest
  @CsvSource({"1, V3_1_1", "1, V5", "2, V3_1_1", "2, V5"})
  void the_client_can_show_who_it_is(int qos, MqttVersion version) throws Exception {
    receives(
        options(knownClients, qos, version)
            .trustStore(serverTrust.toString(), PASSWORD)
            .keyStore(clientKey.toString(), PASSWORD),
        topic);
  }

  @ParameterizedTest
  @CsvSource({"1, V3_1_1", "1, V5", "2, V3_1_1", "2, V5"})
  void a_broker_that_is_not_trusted_is_not_received_from(int qos, MqttVersion version) {
    doesNotReceive(options(plainClients, qos, version), "SSLHandshakeException", "path");
  }

  @ParameterizedTest
  @CsvSource({"1, V3_1_1", "1, V5", "2, V3_1_1", "2, V5"})
  void a_client_that_does_not_show_who_it_is_does_not_receive(int qos, MqttVersion version) {
    doesNotReceive(
        options(knownClients, qos, version).trustStore(serverTrust.toString(), PASSWORD),
        "Cannot receive from ssl://127.0.0.1:");
  }

  @ParameterizedTest
  @CsvSource({"1, V3_1_1", "1, V5", "2, V3_1_1", "2, V5"})
  void a_broker_with_the_name_of_another_is_not_received_from(int qos, MqttVersion version) {
    doesNotReceive(
        MqttOptions.of("ssl://localhost:" + plainClients.port())
            .topic(topic, qos)
            .version(version)
            .trustStore(serverTrust.toString(), PASSWORD)
            .reconnectDelay(Duration.ofMillis(50), Duration.ofMillis(200)),
        "SSLHandshakeException",
        "No name matching localhost found");
  }

  @Test
  void a_file_of_keys_that_is_not_there_is_reported() {
    doesNotReceive(
        options(plainClients, 1, MqttVersion.V5)
            .trustStore(directory.resolve("none.p12").toString(), PASSWORD),
        "none.p12");
  }
}
