package dev.sluice.spark.it;

import static org.awaitility.Awaitility.await;

import dev.sluice.containers.BrokerContainer;
import dev.sluice.containers.Containers;
import java.time.Duration;
import java.util.List;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.AbstractWaitStrategy;
import org.testcontainers.utility.DockerImageName;

/**
 * A master or a worker in a container. It is on the network of this machine, so that each can reach
 * each, and workers differ by addresses of loopback.
 */
final class SparkNode extends BrokerContainer {
  private static final Duration START = Duration.ofMinutes(2);

  private final List<String> command;
  private final String served;
  private int starts;

  private SparkNode(List<String> command, String served) {
    this.command = command;
    this.served = served;
  }

  static SparkNode master(int port) {
    return new SparkNode(
        List.of(
            "org.apache.spark.deploy.master.Master",
            "--host",
            "127.0.0.1",
            "--port",
            "" + port,
            "--webui-port",
            "0"),
        "I have been elected leader");
  }

  /** A worker with two cores. */
  static SparkNode worker(String host, String master) {
    return new SparkNode(
        List.of(
            "org.apache.spark.deploy.worker.Worker",
            "--host",
            host,
            "--webui-port",
            "0",
            "--cores",
            "2",
            "--memory",
            "1g",
            "--work-dir",
            "/tmp/work",
            master),
        "Successfully registered with master");
  }

  /** A container that lasts as long as the process of a class. */
  static GenericContainer<?> container(List<String> command) {
    String image = Containers.image("spark");
    return new GenericContainer<>(DockerImageName.parse(image))
        .withImagePullPolicy(Containers.pullPolicy(image))
        .withNetworkMode("host")
        .withEnv("SPARK_LOCAL_IP", "127.0.0.1")
        .withCommand(command.toArray(String[]::new));
  }

  @Override
  protected GenericContainer<?> newContainer() {
    starts = 0;
    return container(command)
        .waitingFor(
            new AbstractWaitStrategy() {
              @Override
              protected void waitUntilReady() {
                awaitServing();
              }
            });
  }

  @Override
  protected void awaitServing() {
    starts++;
    await().atMost(START).until(() -> container().getLogs().split(served, -1).length > starts);
  }
}
