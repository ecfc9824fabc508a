package dev.sluice.flume.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.flume.Context;
import org.apache.flume.conf.ConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SinkSettingsTest {

  private static SinkSettings of(String... more) {
    Map<String, String> settings = new HashMap<>(Map.of("port", "4141"));
    for (int i = 0; i < more.length; i += 2) {
      settings.put(more[i], more[i + 1]);
    }
    return SinkSettings.of(new Context(settings));
  }

  @Test
  void all_but_the_port_have_defaults() {
    SinkSettings settings = of();

    assertThat(settings.address().getHostString()).isEqualTo("127.0.0.1");
    assertThat(settings.threads()).isEqualTo(10);
    assertThat(settings.timeoutMs()).isEqualTo(60_000);
    assertThat(settings.backoffMs()).isEqualTo(200);
    assertThat(settings.batchBytes()).isEqualTo(16 << 20);
    assertThat(settings.tls()).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "port | 0 | found 0, expected 1 to 65535",
        "port | many | found many, expected 1 to 65535",
        "threads | 0 | found 0, expected 1 to",
        "timeout | -1 | found -1, expected 1 to",
        "backoffInterval | soon | found soon, expected 1 to",
        "maxBatchBytes | 1k | found 1k, expected 1 to",
        "allowedAddresses | localhost | found localhost, expected an address",
        "ssl | true | keystore, found nothing"
      })
  void wrong_ones_are_refused(String name, String value, String expected) {
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> of(name, value))
        .withMessageContaining(expected);
  }

  @Test
  void there_must_be_a_port() {
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> SinkSettings.of(new Context()))
        .withMessageContaining("port, found nothing, expected 1 to 65535");
  }

  @Test
  void a_client_can_be_asked_for_its_certificate_only_with_a_trust_store() {
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> of("ssl", "true", "keystore", "keys", "client-auth", "true"))
        .withMessageContaining("truststore, found nothing");
  }

  /** What is read of a context, and what the README says of that. */
  @Test
  void the_readme_lists_each_setting() throws Exception {
    Set<String> read = new TreeSet<>();
    Context asked =
        new Context(Map.of("port", "1", "ssl", "true", "keystore", "k", "truststore", "t")) {
          @Override
          public String getString(String key, String unlessSet) {
            read.add(key);
            return super.getString(key, unlessSet);
          }

          @Override
          public String getString(String key) {
            read.add(key);
            return super.getString(key);
          }

          @Override
          public Boolean getBoolean(String key, Boolean unlessSet) {
            read.add(key);
            return super.getBoolean(key, unlessSet);
          }
        };
    SinkSettings unused = SinkSettings.of(asked);

    List<String> listed =
        Pattern.compile("^\\| `([\\w-]+)` \\|", Pattern.MULTILINE)
            .matcher(Files.readString(Path.of("README.md")))
            .results()
            .map(row -> row.group(1))
            .toList();

    assertThat(listed).containsExactlyInAnyOrderElementsOf(read);
  }
}
