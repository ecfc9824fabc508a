package dev.sluice.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MonitoringFilesTest {
  private static final Path FOLDER = Path.of("..", "docs", "monitoring");
  private static final Pattern METRIC = Pattern.compile("\\bsluice_[a-z_]+");

  @ParameterizedTest
  @ValueSource(strings = {"dashboard.json", "alerts.yml"})
  void dashboard_and_alerts_ask_for_documented_metrics_only(String file) throws IOException {
    Set<String> asked = metrics(Files.readString(FOLDER.resolve(file)));

    assertThat(asked).isNotEmpty().isSubsetOf(documented());
  }

  @Test
  void the_dashboard_is_json_whose_panels_all_ask_something_and_do_not_overlap()
      throws IOException {
    JsonNode dashboard = new ObjectMapper().readTree(FOLDER.resolve("dashboard.json").toFile());
    Set<String> cells = new HashSet<>();

    assertThat(dashboard.path("panels")).isNotEmpty();
    for (JsonNode panel : dashboard.path("panels")) {
      assertThat(panel.path("targets")).isNotEmpty();
      JsonNode place = panel.path("gridPos");
      for (int x = 0; x < place.path("w").asInt(); x++) {
        for (int y = 0; y < place.path("h").asInt(); y++) {
          String cell = (place.path("x").asInt() + x) + "," + (place.path("y").asInt() + y);
          assertThat(cells.add(cell)).describedAs(panel.path("title").asText()).isTrue();
        }
      }
    }
  }

  private static Set<String> documented() throws IOException {
    Set<String> documented = new TreeSet<>();
    for (String name : metrics(Files.readString(Path.of("METRICS.md")))) {
      documented.add(name);
      documented.add(name + "_bucket");
    }
    return documented;
  }

  private static Set<String> metrics(String text) {
    Set<String> found = new TreeSet<>();
    Matcher matcher = METRIC.matcher(text);
    while (matcher.find()) {
      found.add(matcher.group());
    }
    return found;
  }
}
