package dev.sluice.spark;

import dev.sluice.engine.Engine;
import dev.sluice.engine.EngineProvider;
import dev.sluice.io.Serializer;
import dev.sluice.time.Clock;
import java.util.List;
import java.util.Map;

/**
 * Runs programs on Apache Spark if their master is {@code spark://host:port}, {@code yarn}, {@code
 * k8s://url}, {@code local-cluster[workers,cores,MiB]} or, to try a program out in one process,
 * {@code spark-local[n]}.
 */
public final class SparkEngineProvider implements EngineProvider {
  private static final List<String> MASTERS =
      List.of("spark://", "k8s://", "local-cluster[", SparkSettings.IN_PROCESS);

  /** For the service loader. */
  public SparkEngineProvider() {}

  @Override
  public boolean accepts(String master) {
    return master.equals("yarn") || MASTERS.stream().anyMatch(master::startsWith);
  }

  @Override
  public Engine create(
      String master,
      String appName,
      Map<String, String> settings,
      Clock clock,
      Serializer serializer) {
    try {
      return new SparkEngine(SparkSettings.of(master, appName, settings), clock, serializer);
    } catch (NoClassDefFoundError missing) {
      throw new IllegalArgumentException(
          "Cannot run on "
              + master
              + ": found no Apache Spark on the class path, expected spark-core; bin/sluice submit adds"
              + " it",
          missing);
    }
  }
}
