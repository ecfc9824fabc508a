package dev.sluice.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.streaming.StreamingConf;
import java.util.Map;
import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;

class SparkSettingsTest {
  private static SparkConf of(String master, Map<String, String> settings) {
    return SparkSettings.of(master, "app", settings);
  }

  @Test
  void what_the_program_says_to_spark_goes_there_and_nothing_else() {
    SparkConf conf =
        of(
            "spark://host:7077",
            Map.of(
                "spark.executor.cores", "3",
                "spark.locality.wait", "7s",
                "spark.streaming.blockInterval", "50ms",
                "streaming.blockInterval", "50ms"));

    assertThat(conf.get("spark.master")).isEqualTo("spark://host:7077");
    assertThat(conf.get("spark.app.name")).isEqualTo("app");
    assertThat(conf.get("spark.executor.cores")).isEqualTo("3");
    assertThat(conf.get("spark.locality.wait")).isEqualTo("7s");
    assertThat(conf.contains("spark.streaming.blockInterval")).isFalse();
    assertThat(conf.contains("streaming.blockInterval")).isFalse();
  }

  @Test
  void what_both_have_is_set_for_both() {
    StreamingConf program =
        StreamingConf.empty()
            .set("spark.ui.enabled", "false")
            .set("spark.ui.port", "4100")
            .set("spark.default.parallelism", "7");

    SparkConf conf = of("spark://host:7077", program.getAll());

    assertThat(conf.get("spark.ui.enabled")).isEqualTo("false");
    assertThat(conf.get("spark.ui.port")).isEqualTo("4100");
    assertThat(conf.get("spark.default.parallelism")).isEqualTo("7");
  }

  @Test
  void executors_of_this_machine_get_its_class_path_and_the_memory_of_the_master() {
    SparkConf conf = of("local-cluster[2,1,768]", Map.of());

    assertThat(conf.get("spark.executor.memory")).isEqualTo("768m");
    assertThat(conf.get("spark.executor.instances")).isEqualTo("2");
    assertThat(conf.get("spark.executor.extraClassPath"))
        .isEqualTo(System.getProperty("java.class.path"));
  }

  @Test
  void spark_in_this_process_is_what_spark_calls_local() {
    assertThat(of("spark-local[2]", Map.of()).get("spark.master")).isEqualTo("local[2]");
  }

  @Test
  void the_provider_takes_clusters_and_leaves_the_rest() {
    SparkEngineProvider provider = new SparkEngineProvider();

    assertThat(
            new String[] {
              "spark://a:1", "yarn", "k8s://https://a", "local-cluster[1,1,1024]", "spark-local[2]"
            })
        .allMatch(provider::accepts);
    assertThat(new String[] {"local", "local[2]", "local[*]", "flink://a"})
        .noneMatch(provider::accepts);
  }
}
