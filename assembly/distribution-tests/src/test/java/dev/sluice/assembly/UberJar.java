package dev.sluice.assembly;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The jar of a connector with all that it needs. Immutable.
 *
 * @param connector its name, a folder of the distribution
 * @param packages whose classes it may have
 * @param example that runs with it
 * @param printed what the example prints, a pattern
 */
record UberJar(String connector, List<String> packages, String example, String printed) {
  static final String COUNT = "^\\(\\w+,\\d+\\)$";

  /** Those of all connectors. */
  static List<UberJar> all() {
    return List.of(
        new UberJar(
            "kafka",
            List.of(
                "dev/sluice/kafka/",
                "org/apache/kafka/",
                "com/github/luben/zstd/",
                "net/jpountz/",
                "org/xerial/snappy/"),
            "KafkaWordCount",
            COUNT),
        new UberJar(
            "mqtt", List.of("dev/sluice/mqtt/", "org/eclipse/paho/"), "MQTTWordCount", COUNT),
        new UberJar(
            "zeromq",
            List.of("dev/sluice/zeromq/", "org/zeromq/", "zmq/", "com/neilalexander/jnacl/"),
            "ZeroMQWordCount",
            COUNT),
        new UberJar(
            "flume",
            List.of("dev/sluice/flume/"),
            "FlumeEventCount",
            "^Received [1-9]\\d* Flume events$"),
        new UberJar(
            "twitter",
            List.of("dev/sluice/twitter/", "twitter4j/"),
            "TwitterPopularTags",
            "^Popular in the last 10 seconds:\n  #\\w+ \\(\\d+ posts\\)$"),
        new UberJar(
            "kinesis-asl",
            List.of(
                "dev/sluice/kinesis/",
                "software/amazon/",
                "org/reactivestreams/",
                "io/opentelemetry/"),
            "KinesisWordCount",
            COUNT),
        new UberJar(
            "pekko",
            List.of("dev/sluice/pekko/", "org/apache/pekko/", "com/typesafe/config/", "scala/"),
            "ActorWordCount",
            COUNT),
        new UberJar(
            "hadoop",
            List.of(
                "dev/sluice/hadoop/",
                "org/apache/hadoop/",
                "org/apache/commons/logging/",
                "org/xerial/snappy/"),
            "HdfsWordCount",
            COUNT));
  }

  Path file() {
    String name = "streaming-%s-assembly-%s.jar".formatted(connector, Distribution.version());
    return Distribution.folder().resolve("connectors").resolve(connector).resolve(name);
  }

  /** The names of all files in it, as often as they are there. */
  List<String> names() throws IOException {
    try (ZipFile zip = new ZipFile(file().toFile())) {
      return zip.stream()
          .filter(entry -> !entry.isDirectory())
          .map(ZipEntry::getName)
          .collect(Collectors.toList());
    }
  }

  /** The checksums of what programs may find in it on a class path, by name. */
  static Map<String, Long> found(Path jar) throws IOException {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      Map<String, Long> found = new TreeMap<>();
      zip.stream()
          .filter(entry -> !entry.isDirectory() && !isMeta(entry.getName()))
          .forEach(entry -> found.put(entry.getName(), entry.getCrc()));
      return found;
    }
  }

  /** What every archive may have, and all of which the JVM finds. */
  private static boolean isMeta(String name) {
    return (name.startsWith("META-INF/") && !name.startsWith("META-INF/versions/"))
        || name.equals("module-info.class");
  }

  String text(String name) throws IOException {
    try (ZipFile zip = new ZipFile(file().toFile())) {
      ZipEntry entry = zip.getEntry(name);
      if (entry == null) {
        throw new IOException("found no " + name + " in " + file());
      }
      return new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Override
  public String toString() {
    return connector;
  }
}
