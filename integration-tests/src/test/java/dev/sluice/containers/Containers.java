package dev.sluice.containers;

import com.github.dockerjava.api.exception.NotFoundException;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.images.ImagePullPolicy;
import org.testcontainers.images.PullPolicy;

/** What containers of all brokers need: an engine and images. */
public final class Containers {
  private static final Path BUILT = Path.of("target", "images.properties");
  private static final String LOCAL = "sluice/";
  private static final String SEE = "integration-tests/containers/README.md says how to get one";

  private Containers() {}

  /**
   * The image of a broker: the one that the environment's {@code SLUICE_NAME_IMAGE} names, else the
   * one that was built here, else the public one.
   *
   * @throws IllegalStateException if no engine answers, or it does not have the image that was
   *     built here
   */
  public static String image(String name, String published) {
    return checked(chosen(name).orElse(published));
  }

  /**
   * The image of what has no public one: the one that the environment's {@code SLUICE_NAME_IMAGE}
   * names, else the one that was built here.
   *
   * @throws IllegalStateException if no engine answers, or there is no such image
   */
  public static String image(String name) {
    return checked(
        chosen(name)
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "Cannot start a container: found no image %s, expected it to be built; %s"
                            .formatted(name, SEE))));
  }

  private static Optional<String> chosen(String name) {
    String variable = "SLUICE_" + name.toUpperCase(Locale.ROOT) + "_IMAGE";
    return Optional.ofNullable(System.getenv(variable)).or(() -> built(name));
  }

  private static String checked(String image) {
    requireEngine();
    if (isLocal(image)) {
      requireBuilt(image);
    }
    return image;
  }

  /** When to pull an image: never if it was built here, since it cannot be had from anywhere. */
  public static ImagePullPolicy pullPolicy(String image) {
    return isLocal(image) ? name -> false : PullPolicy.defaultPolicy();
  }

  private static boolean isLocal(String image) {
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
}
