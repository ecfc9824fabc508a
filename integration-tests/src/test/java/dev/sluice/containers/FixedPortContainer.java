package dev.sluice.containers;

import org.testcontainers.containers.GenericContainer;
import org.testcontainers.utility.DockerImageName;

/** A container whose port stays when it starts again. As thread-safe as its parent is. */
public final class FixedPortContainer extends GenericContainer<FixedPortContainer> {

  /**
   * A container that has not started.
   *
   * @param image as {@link Containers#image} has it
   * @param port of the host
   * @param containerPort where its program listens
   */
  public FixedPortContainer(String image, int port, int containerPort) {
    super(DockerImageName.parse(image));
    addFixedExposedPort(port, containerPort);
    withImagePullPolicy(Containers.pullPolicy(image));
  }
}
