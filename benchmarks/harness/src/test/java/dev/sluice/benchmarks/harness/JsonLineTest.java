package dev.sluice.benchmarks.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonLineTest {
  @Test
  void what_is_formatted_is_parsed_again() {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("text", "a \"quoted\" \\ word, and }");
    values.put("whole", 12L);
    values.put("fraction", 1.5);
    values.put("truth", true);

    assertThat(JsonLine.parse(JsonLine.format(values)))
        .containsExactly(
            Map.entry("text", "a \"quoted\" \\ word, and }"),
            Map.entry("whole", "12"),
            Map.entry("fraction", "1.500"),
            Map.entry("truth", "true"));
  }

  @Test
  void what_is_not_a_number_is_null_and_left_out() {
    String line = JsonLine.format(Map.of("none", Double.NaN));

    assertThat(line).isEqualTo("{\"none\": null}");
    assertThat(JsonLine.parse(line)).isEmpty();
  }
}
