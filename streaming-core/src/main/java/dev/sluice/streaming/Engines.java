package dev.sluice.streaming;

import dev.sluice.engine.Engine;
import dev.sluice.engine.EngineProvider;
import dev.sluice.engine.local.LocalEngine;
import dev.sluice.engine.local.LocalMaster;
import dev.sluice.engine.local.LocalSettings;
import dev.sluice.io.KryoSerializer;
import dev.sluice.io.Serializer;
import dev.sluice.time.Clock;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/** Finds the engine that a master URL asks for. */
final class Engines {
  private static final List<String> CLUSTERS =
      List.of("spark://", "yarn", "k8s://", "local-cluster[");

  private Engines() {}

  static Engine create(StreamingConf conf, Clock clock) {
    String master = conf.get(ConfKeys.MASTER);
    Serializer serializer = new KryoSerializer(Settings.classNames(conf));
    for (EngineProvider provider : ServiceLoader.load(EngineProvider.class)) {
      if (provider.accepts(master)) {
        return provider.create(
            master, conf.get(ConfKeys.APP_NAME), conf.getAll(), clock, serializer);
      }
    }
    if (isCluster(master)) {
      throw noEngine(master);
    }
    return embedded(conf, master, clock, serializer);
  }

  private static boolean isCluster(String master) {
    return CLUSTERS.stream().anyMatch(master::startsWith);
  }

  private static IllegalArgumentException noEngine(String master) {
    return new IllegalArgumentException(
        "Cannot run on "
            + master
            + ": no engine on the class path accepts it, add the artifact"
            + " dev.sluice:streaming-spark");
  }

  private static Engine embedded(
      StreamingConf conf, String master, Clock clock, Serializer serializer) {
    LocalSettings settings = LocalSettings.of(parse(master));
    Optional<Integer> parallelism = conf.get(ConfKeys.DEFAULT_PARALLELISM);
    if (parallelism.isPresent()) {
      settings = settings.withDefaultParallelism(parallelism.get());
    }
    Optional<Long> memory = conf.get(ConfKeys.BLOCK_MEMORY);
    if (memory.isPresent()) {
      settings = settings.withMemoryBytes(memory.get());
    }
    Optional<String> spill = conf.get(ConfKeys.SPILL_DIRECTORY);
    if (spill.isPresent()) {
      settings = settings.withSpillDirectory(Path.of(spill.get()));
    }
    return new LocalEngine(settings, clock, serializer);
  }

  private static LocalMaster parse(String master) {
    try {
      return LocalMaster.parse(master);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          e.getMessage()
              + ", or the URL of a cluster: spark://host:port, yarn, k8s://url or local-cluster[n,c,m]",
          e);
    }
  }
}
