package dev.sluice.ui;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads Prometheus' text format 0.0.4 as its specification has it, and accepts nothing else:
 * https://prometheus.io/docs/instrumenting/exposition_formats/.
 */
final class PrometheusText {
  private static final String NAME = "[a-zA-Z_:][a-zA-Z0-9_:]*";
  private static final Pattern HELP = Pattern.compile("# HELP (" + NAME + ")(?: (.*))?");
  private static final Pattern TYPE =
      Pattern.compile("# TYPE (" + NAME + ") (counter|gauge|histogram|summary|untyped)");
  private static final Pattern SAMPLE =
      Pattern.compile("(" + NAME + ")(?:\\{(.*)})? (\\S+)(?: (-?\\d+))?", Pattern.DOTALL);
  private static final Pattern LABEL =
      Pattern.compile(
          "([a-zA-Z_][a-zA-Z0-9_]*)=\"([^\"\\\\\n]*+(?:\\\\[\\\\\"n][^\"\\\\\n]*+)*+)\"(?:,|$)");

  private final Map<String, Family> families = new LinkedHashMap<>();

  /** A sample of a family. */
  record Sample(String name, Map<String, String> labels, double value) {}

  /** The samples of one metric. */
  record Family(String name, String type, List<Sample> samples) {}

  static Map<String, Family> parse(String text) {
    if (!text.endsWith("\n")) {
      throw new AssertionError("the last line must end in a line feed");
    }
    PrometheusText parsed = new PrometheusText();
    Family family = null;
    Set<String> helped = new HashSet<>();
    for (String line : text.split("\n")) {
      Matcher help = HELP.matcher(line);
      Matcher type = TYPE.matcher(line);
      if (help.matches()) {
        require(helped.add(help.group(1)), "a second HELP of " + line);
      } else if (type.matches()) {
        family = new Family(type.group(1), type.group(2), new ArrayList<>());
        require(
            parsed.families.put(family.name(), family) == null, "a second TYPE or group: " + line);
      } else if (!line.isBlank() && !line.startsWith("#")) {
        require(family != null, "a sample without TYPE: " + line);
        family.samples().add(sample(line, family));
      } else {
        require(!line.startsWith("# HELP ") && !line.startsWith("# TYPE "), "bad comment: " + line);
      }
    }
    parsed.families.values().forEach(PrometheusText::check);
    return parsed.families;
  }

  private static Sample sample(String line, Family family) {
    Matcher matcher = SAMPLE.matcher(line);
    require(matcher.matches(), "no sample: " + line);
    String name = matcher.group(1);
    require(isOf(name, family), name + " is not of the family " + family.name());
    Map<String, String> labels = labels(matcher.group(2), line);
    Sample sample = new Sample(name, labels, value(matcher.group(3)));
    require(
        family.samples().stream()
            .noneMatch(each -> each.name().equals(name) && each.labels().equals(labels)),
        "the same sample twice: " + line);
    return sample;
  }

  private static boolean isOf(String name, Family family) {
    return switch (family.type()) {
      case "histogram" -> name.matches(Pattern.quote(family.name()) + "_(bucket|sum|count)");
      case "summary" -> name.matches(Pattern.quote(family.name()) + "(_sum|_count)?");
      default -> name.equals(family.name());
    };
  }

  private static Map<String, String> labels(String text, String line) {
    Map<String, String> labels = new TreeMap<>();
    String left = text == null ? "" : text;
    while (!left.isEmpty()) {
      Matcher label = LABEL.matcher(left);
      require(label.lookingAt(), "bad labels: " + line);
      String value =
          label.group(2).replace("\\n", "\n").replace("\\\"", "\"").replace("\\\\", "\\");
      require(labels.put(label.group(1), value) == null, "a label twice: " + line);
      left = left.substring(label.end());
    }
    return labels;
  }

  private static double value(String text) {
    return switch (text) {
      case "+Inf" -> Double.POSITIVE_INFINITY;
      case "-Inf" -> Double.NEGATIVE_INFINITY;
      case "NaN" -> Double.NaN;
      default -> {
        require(text.matches("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?"), "no number: " + text);
        yield Double.parseDouble(text);
      }
    };
  }

  private static void check(Family family) {
    if (family.type().equals("counter")) {
      family.samples().forEach(each -> require(each.value() >= 0, "a counter below 0: " + each));
    }
    if (family.type().equals("histogram")) {
      checkHistogram(family);
    }
  }

  private static void checkHistogram(Family family) {
    Map<Map<String, String>, List<Sample>> buckets = new LinkedHashMap<>();
    for (Sample sample : family.samples()) {
      if (sample.name().endsWith("_bucket")) {
        Map<String, String> others = new TreeMap<>(sample.labels());
        require(others.remove("le") != null, "a bucket without le: " + sample);
        buckets.computeIfAbsent(others, any -> new ArrayList<>()).add(sample);
      }
    }
    buckets.forEach(
        (labels, samples) -> {
          double before = 0;
          for (Sample bucket : samples) {
            require(bucket.value() >= before, "buckets are not cumulative: " + samples);
            before = bucket.value();
          }
          Sample last = samples.get(samples.size() - 1);
          require("+Inf".equals(last.labels().get("le")), "the last bucket is not +Inf");
          double count = before;
          require(
              family.samples().stream()
                  .filter(each -> each.name().endsWith("_count") && each.labels().equals(labels))
                  .anyMatch(each -> each.value() == count),
              "the count is not the last bucket: " + family);
        });
  }

  private static void require(boolean condition, String problem) {
    if (!condition) {
      throw new AssertionError(problem);
    }
  }
}
