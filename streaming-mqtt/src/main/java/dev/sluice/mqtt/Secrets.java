package dev.sluice.mqtt;

import dev.sluice.mqtt.client.Credentials;
import dev.sluice.mqtt.client.KeyFile;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The passwords among options, which no message may show. Immutable. */
final class Secrets {
  private static final String MASK = "******";
  private static final int MOST_CAUSES = 10;

  private final List<String> texts;

  private Secrets(List<String> texts) {
    this.texts = texts;
  }

  static Secrets of(MqttOptions options) {
    List<String> texts = new ArrayList<>();
    Credentials credentials = options.find(MqttOption.CREDENTIALS);
    if (credentials != null) {
      texts.add(credentials.password());
    }
    for (MqttOption<KeyFile> option : List.of(MqttOption.TRUST_STORE, MqttOption.KEY_STORE)) {
      KeyFile file = options.find(option);
      if (file != null) {
        texts.add(file.password());
      }
    }
    texts.removeIf(String::isBlank);
    texts.sort(Comparator.comparing(String::length).reversed());
    return new Secrets(List.copyOf(texts));
  }

  /** The failure, or if it or a cause shows a password, one with its text but for that. */
  Throwable removedFrom(Throwable failure) {
    StringWriter trace = new StringWriter();
    failure.printStackTrace(new PrintWriter(trace, true));
    String found = trace.toString();
    if (texts.stream().noneMatch(found::contains)) {
      return failure;
    }
    Exception copy = new Exception(removedFrom(summary(failure)));
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
    while (each != null && texts.size() < MOST_CAUSES) {
      texts.add(each.toString());
      each = each.getCause();
    }
    return String.join("; caused by ", texts);
  }
}
