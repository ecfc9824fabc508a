package dev.sluice.benchmarks.harness;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A flat JSON object on one line: names with strings, numbers and truth values. */
public final class JsonLine {
  private static final Pattern FIELD =
      Pattern.compile("\"(\\w+)\": (?:\"((?:[^\"\\\\]|\\\\.)*)\"|([^,}]+))");
  private static final Pattern ESCAPED = Pattern.compile("\\\\(.)");

  private JsonLine() {}

  /**
   * The object of these values, in their order; fractions have three places, and what is not a
   * number is null.
   */
  public static String format(Map<String, ?> values) {
    return values.entrySet().stream()
        .map(entry -> "\"" + entry.getKey() + "\": " + value(entry.getValue()))
        .collect(Collectors.joining(", ", "{", "}"));
  }

  private static String value(Object value) {
    if (value instanceof Double number) {
      return Double.isFinite(number) ? String.format(Locale.ROOT, "%.3f", number) : "null";
    }
    if (value instanceof Number || value instanceof Boolean) {
      return value.toString();
    }
    String text = value.toString().replace("\\", "\\\\").replace("\"", "\\\"");
    return "\"" + text.replaceAll("\\p{Cntrl}+", " ") + "\"";
  }

  /** The values of an object that {@link #format} made, as text; without those that are null. */
  public static Map<String, String> parse(String line) {
    Map<String, String> values = new LinkedHashMap<>();
    Matcher field = FIELD.matcher(line);
    while (field.find()) {
      String text = field.group(2);
      String bare = field.group(3);
      if (text != null) {
        values.put(field.group(1), ESCAPED.matcher(text).replaceAll("$1"));
      } else if (!bare.equals("null")) {
        values.put(field.group(1), bare.strip());
      }
    }
    return values;
  }
}
