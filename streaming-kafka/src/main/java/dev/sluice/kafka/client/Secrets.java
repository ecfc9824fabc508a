package dev.sluice.kafka.client;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.types.Password;

/** The values of settings that nobody may read. Immutable. */
final class Secrets {
  private static final String MASK = "******";

  private static final Pattern SECRET_KEY =
      Pattern.compile(
          "password|passphrase|secret|jaas|token|credential|user\\.info|(^|\\.)key$",
          Pattern.CASE_INSENSITIVE);

  /** Of these some are secret, and which depends on the mechanism. */
  private static final Pattern HIDDEN_KEY = Pattern.compile("^sasl\\.");

  /** The value of an option in a login module's configuration. */
  private static final Pattern JAAS_OPTION = Pattern.compile("\\w+\\s*=\\s*[\"']?([^\"';\\s]+)");

  private final List<String> texts;

  private Secrets(List<String> texts) {
    this.texts = texts;
  }

  /** The secrets among settings, and the parts of those that have parts. */
  static Secrets of(Map<String, Object> settings) {
    List<String> texts = new ArrayList<>();
    settings.forEach(
        (key, value) -> {
          if (SECRET_KEY.matcher(key).find()) {
            String text = value instanceof Password password ? password.value() : value.toString();
            texts.add(text);
            JAAS_OPTION.matcher(text).results().forEach(option -> texts.add(option.group(1)));
          }
        });
    texts.removeIf(String::isBlank);
    texts.sort(Comparator.comparing(String::length).reversed());
    return new Secrets(texts);
  }

  /** The value of a setting as it may be shown. */
  static String shown(String key, String value) {
    return SECRET_KEY.matcher(key).find() || HIDDEN_KEY.matcher(key).find() ? MASK : value;
  }

  /** The failure, or if it or a cause shows a secret, one with its text but for that. */
  Throwable removedFrom(Throwable failure) {
    StringWriter trace = new StringWriter();
    failure.printStackTrace(new PrintWriter(trace, true));
    String found = trace.toString();
    if (texts.stream().noneMatch(found::contains)) {
      return failure;
    }
    KafkaException copy = new KafkaException(removedFrom(summary(failure)));
    copy.setStackTrace(failure.getStackTrace());
    return copy;
  }

  private String removedFrom(String text) {
    String clean = text;
    for (String secret : texts) {
      clean = clean.replace(secret, MASK);
    }
    return clean;
  }

  private static String summary(Throwable failure) {
    List<String> texts = new ArrayList<>();
    Throwable each = failure;
    while (each != null && texts.size() < 10) {
      texts.add(each.toString());
      each = each.getCause();
    }
    return String.join("; caused by ", texts);
  }
}
