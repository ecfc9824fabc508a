package dev.sluice.benchmarks.harness;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The command line of a contestant's main class: flags, each with a value; {@code -o} may come
 * again.
 */
final class Arguments {
  private static final String OPTION = "-o";

  private static final Map<String, String> DEFAULTS =
      Map.ofEntries(
          Map.entry("--name", "contestant"),
          Map.entry("-w", "w2"),
          Map.entry("-i", "bulk"),
          Map.entry("--batch", "1000"),
          Map.entry("--threads", "2"),
          Map.entry("--lines", "200000"),
          Map.entry("--keys", "1000000"),
          Map.entry("--rate", "10000"),
          Map.entry("--warm", "8"),
          Map.entry("--measure", "12"),
          Map.entry("-n", "0"),
          Map.entry("--seed", "42"),
          Map.entry("--timeout", "240"),
          Map.entry("--intervals", "1000,500,200,100,50,20,10"));

  private final Map<String, String> values = new HashMap<>(DEFAULTS);
  private final Map<String, String> options = new LinkedHashMap<>();

  private Arguments(String... arguments) {
    for (int i = 0; i < arguments.length; i += 2) {
      if (i + 1 == arguments.length) {
        throw new IllegalArgumentException(
            "Cannot read the arguments: " + arguments[i] + " has no value");
      }
      put(arguments[i], arguments[i + 1]);
    }
  }

  private void put(String flag, String value) {
    if (flag.equals(OPTION)) {
      int at = value.indexOf('=');
      if (at < 0) {
        throw new IllegalArgumentException(
            "Cannot read the arguments: found -o " + value + ", expected -o name=value");
      }
      options.put(value.substring(0, at), value.substring(at + 1));
    } else if (values.replace(flag, value) == null) {
      throw new IllegalArgumentException(
          "Cannot read the arguments: found " + flag + ", expected one of " + DEFAULTS.keySet());
    }
  }

  static Settings parse(String... arguments) {
    return new Arguments(arguments).settings();
  }

  private Settings settings() {
    return new Settings(
        text("--name"),
        Workload.of(text("-w")),
        Ingest.of(text("-i")),
        Long.parseLong(text("--batch")),
        Integer.parseInt(text("--threads")),
        Integer.parseInt(text("--lines")),
        Integer.parseInt(text("--keys")),
        Double.parseDouble(text("--rate")),
        Double.parseDouble(text("--warm")),
        Double.parseDouble(text("--measure")),
        Long.parseLong(text("-n")),
        Long.parseLong(text("--seed")),
        Integer.parseInt(text("--timeout")),
        Arrays.stream(text("--intervals").split(",")).map(Long::valueOf).toList(),
        options);
  }

  private String text(String flag) {
    String value = values.get(flag);
    if (value == null) {
      throw new IllegalArgumentException("Cannot read the arguments: no default for " + flag);
    }
    return value;
  }
}
