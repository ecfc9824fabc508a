package dev.sluice.spark;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A program on a real cluster, a master and two workers, of which parts are killed. */
class StandaloneClusterTest {
  private static final int STEP = 2000;
  private static final int PATIENCE_S = 240;
  private static final int EXECUTORS = 2;
  private static final int DRIVER = 1;
  private static final String WITH_COPIES = ".*Lineage ends at .*: found 2 copies.*";
  private static final String LACKS = "WARN StateCopies: Keyed state has too few copies";
  private static final String COMPLETE = "INFO StateCopies: Keyed state has all its copies";

  @TempDir Path directory;

  private Path appJar;

  @Test
  @Timeout(value = 1800, unit = TimeUnit.SECONDS)
  void every_number_counts_once_although_executor_worker_and_driver_are_killed() throws Exception {
    try (StandaloneCluster cluster = new StandaloneCluster(directory, 2, 2);
        NumberServer server = new NumberServer()) {
      appJar = cluster.appJar();
      Process driver = start(cluster, server);
      advance(server);

      kill(ProcessHandle.of(last(server.processes())).orElseThrow());
      advance(server);
      awaitSecondCopies(3);
      advance(server);

      kill(cluster.worker(1).toHandle());
      cluster.addWorker(2);
      cluster.awaitWorkers(3);
      advance(server);
      awaitSecondCopies(4);
      advance(server);

      await().atMost(PATIENCE_S, SECONDS).until(() -> inDriverLog(COMPLETE) == inDriverLog(LACKS));
      assertThat(inDriverLog(LACKS)).isBetween(1L, 2L);
      assertThat(inDriverLog("ERROR Termination")).isZero();
      server.sendUpTo(server.sent() + STEP);
      kill(driver.toHandle());
      driver.waitFor();
      driver = start(cluster, server);
      advance(server);

      driver.getOutputStream().close();
      assertThat(driver.waitFor(2 * PATIENCE_S, SECONDS)).isTrue();
      assertThat(driver.exitValue()).isZero();
      Map<Integer, Integer> counts = counts();
      assertThat(counts.keySet()).hasSize(server.sent());
      assertThat(counts.values()).containsOnly(1);
      assertThat(sumOfStates()).isEqualTo(server.sent());
    }
  }

  private Process start(StandaloneCluster cluster, NumberServer server) throws IOException {
    Process driver =
        cluster
            .driver(
                appJar,
                NumberProgram.class,
                List.of(
                    cluster.master(),
                    "" + server.port(),
                    directory.resolve("checkpoint").toString(),
                    directory.resolve("out").toString(),
                    "spark.ui.enabled=false",
                    "spark.executor.memory=512m",
                    "spark.executor.cores=2",
                    "spark.cores.max=4",
                    "spark.executor.instances=2",
                    "spark.driver.host=127.0.0.1",
                    "streaming.gracefulStopTimeout=" + PATIENCE_S + "s",
                    "streaming.receiver.writeAheadLog.enable=true"))
            .redirectError(
                ProcessBuilder.Redirect.appendTo(directory.resolve("driver.log").toFile()))
            .start();
    StandaloneCluster.awaitLine(driver, "STARTED");
    return driver;
  }

  /**
   * Waits until so many executors have come in all, those that are too many have gone, and the
   * state has been stored with two copies since then.
   */
  private void awaitSecondCopies(int executors) {
    await()
        .atMost(PATIENCE_S, SECONDS)
        .until(
            () -> {
              List<String> log = driverLog();
              int from =
                  Math.max(
                      line(log, "Registering block manager", DRIVER + executors),
                      line(log, "Removing block manager", executors - EXECUTORS));
              return log.stream().skip(from).anyMatch(line -> line.matches(WITH_COPIES));
            });
  }

  /** The place behind the line that is the last of so many with a text; behind all if none is. */
  private static int line(List<String> log, String text, int count) {
    return IntStream.range(0, log.size())
        .filter(i -> log.get(i).contains(text))
        .skip(count - 1L)
        .map(i -> i + 1)
        .findFirst()
        .orElse(log.size());
  }

  private List<String> driverLog() throws IOException {
    return Files.readAllLines(directory.resolve("driver.log"));
  }

  private long inDriverLog(String text) throws IOException {
    return driverLog().stream().filter(line -> line.contains(text)).count();
  }

  private static void advance(NumberServer server) {
    server.sendUpTo(server.sent() + STEP);
    await().atMost(PATIENCE_S, SECONDS).until(server::isDone);
  }

  private static long last(List<Long> processes) {
    return processes.get(processes.size() - 1);
  }

  private static void kill(ProcessHandle process) {
    assertThat(process.pid()).isNotEqualTo(ProcessHandle.current().pid());
    process.destroyForcibly();
  }

  private Map<Integer, Integer> counts() throws IOException {
    Map<Integer, Integer> counts = new HashMap<>();
    for (Path batch : batches("numbers-")) {
      for (String line : lines(batch)) {
        counts.merge(Integer.parseInt(line), 1, Integer::sum);
      }
    }
    return counts;
  }

  private int sumOfStates() throws IOException {
    List<Path> batches = batches("states-");
    int sum = 0;
    for (String line : lines(batches.get(batches.size() - 1))) {
      sum += Integer.parseInt(line.replaceAll(".*,|\\)", ""));
    }
    return sum;
  }

  private List<Path> batches(String prefix) {
    try (Stream<Path> all = Files.list(directory.resolve("out"))) {
      return all.filter(batch -> batch.getFileName().toString().startsWith(prefix))
          .sorted(Comparator.comparing(Path::toString))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> lines(Path batch) throws IOException {
    try (Stream<Path> files = Files.list(batch)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("part-"))
          .flatMap(
              file -> {
                try {
                  return Files.readAllLines(file).stream();
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              })
          .toList();
    }
  }
}
