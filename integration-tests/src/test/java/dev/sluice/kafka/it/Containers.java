package dev.sluice.kafka.it;

import com.github.dockerjava.api.exception.NotFoundException;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ThreadLocalRandom;
import org.testcontainers.DockerClientFactory;

/** What containers of all brokers need: an engine, images, ports. */
final class Containers {
  private static final Path BUILT = Path.of("target", "images.properties");
  private static final String LOCAL = "sluice/";
  private static final String SEE = "integration-tests/containers/README.md says how to get one";
  // Below those of outgoing connections: else a client of a broker that is down may get its port.
  private static final int LEAST_PORT = 15_000;
  private static final int BEYOND_PORTS = 32_000;

  private Containers() {}

  /**
   * The image of a broker: the one that the environment's {@code SLUICE_NAME_IMAGE} names, else the
   * one that was built here, else the public one.
   *
   * @throws IllegalStateException if no engine answers, or it does not have the image that was
   *     built here
   */
  static String image(String name, String published) {
    requireEngine();
    String variable = "SLUICE_" + name.toUpperCase(Locale.ROOT) + "_IMAGE";
    String image =
        Optional.ofNullable(System.getenv(variable)).or(() -> built(name)).orElse(published);
    if (isLocal(image)) {
      requireBuilt(image);
    }
    return image;
  }

  /** Whether an image was built here, so that it cannot be had from anywhere. */
  static boolean isLocal(String image) {
    return image.startsWith(LOCAL);
  }

  private static Optional<String> built(String name) {
    if (!Files.exists(BUILT)) {
      return Optional.empty();
    }
    Properties images = new Properties();
    try (Reader reader = Files.newBufferedReader(BUILT)) {
      images.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + BUILT, e);
    }
    return Optional.ofNullable(images.getProperty(name));
  }

  private static void requireEngine() {
    if (!DockerClientFactory.instance().isDockerAvailable()) {
      throw new IllegalStateException(
          "Cannot start a container: found no engine that answers, expected one where DOCKER_HOST"
              + " or the usual socket leads; "
              + SEE);
    }
  }

  private static void requireBuilt(String image) {
    try {
      var unused = DockerClientFactory.instance().client().inspectImageCmd(image).exec();
    } catch (NotFoundException e) {
      throw new IllegalStateException(
          "Cannot start a container: found no image %s, expected it to be built; %s"
              .formatted(image, SEE),
          e);
    }
  }

  /** A port of loopback on which nobody listens now. */
  static int freePort() throws IOException {
    int port = anyPort();
    while (!isFree(port)) {
      port = anyPort();
    }
    return port;
  }

  private static int anyPort() {
    return ThreadLocalRandom.current().nextInt(LEAST_PORT, BEYOND_PORTS);
  }

  private static boolean isFree(int port) throws IOException {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (BindException taken) {
      return false;
    }
  }
}
