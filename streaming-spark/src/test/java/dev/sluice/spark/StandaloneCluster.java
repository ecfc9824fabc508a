package dev.sluice.spark;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A master and workers as processes that know Spark alone; programs come to them as archives.
 * Confined to the test's thread.
 */
final class StandaloneCluster implements AutoCloseable {
  /** Drivers tell what happens to executors, and which copies states have. */
  private static final String LOGGING =
      """
      rootLogger.level = info
      rootLogger.appenderRef.console.ref = console
      logger.copies.name = dev.sluice.spark.StateCopies
      logger.copies.level = debug
      appender.console.type = Console
      appender.console.name = console
      appender.console.target = SYSTEM_ERR
      appender.console.layout.type = PatternLayout
      appender.console.layout.pattern = %d{HH:mm:ss.SSS} %p %c{1}: %m%n%ex
      """;

  private static final int PATIENCE_S = 10;

  private final Path directory;
  private final int masterPort = freePort();
  private final List<Process> processes = new ArrayList<>();
  private final Path masterLog;

  StandaloneCluster(Path directory, int workers, int cores)
      throws IOException, InterruptedException {
    this.directory = directory;
    Path jars = Files.createDirectories(home().resolve("jars"));
    for (String entry : entries().filter(each -> !isOfProgram(each)).toList()) {
      Path jar = Path.of(entry);
      Files.createSymbolicLink(jars.resolve(jar.getFileName()), jar);
    }
    this.masterLog = directory.resolve("master.log");
    start(
        masterLog,
        "org.apache.spark.deploy.master.Master",
        "--host",
        "127.0.0.1",
        "--port",
        "" + masterPort,
        "--webui-port",
        "0");
    awaitInLog("I have been elected leader", 1);
    for (int i = 1; i <= workers; i++) {
      addWorker(cores);
      awaitInLog("Registering worker", i);
    }
  }

  /** Where Spark is: what its variable for that says. */
  Path home() {
    return directory.resolve("home");
  }

  String master() {
    return "spark://127.0.0.1:" + masterPort;
  }

  /** Starts one more worker. */
  Process addWorker(int cores) throws IOException {
    int number = processes.size();
    return start(
        directory.resolve("worker" + number + ".log"),
        "org.apache.spark.deploy.worker.Worker",
        "--host",
        "127.0.0.1",
        "--webui-port",
        "0",
        "-c",
        "" + cores,
        "-m",
        "1g",
        "-d",
        directory.resolve("work" + number).toString(),
        master());
  }

  /** The process of a worker, from 1. */
  Process worker(int number) {
    return processes.get(number);
  }

  /** Waits until so many workers have registered in all. */
  void awaitWorkers(int count) throws IOException, InterruptedException {
    awaitInLog("Registering worker", count);
  }

  private void awaitInLog(String text, int times) throws IOException, InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(240);
    while (count(text) < times) {
      if (System.nanoTime() > end || !processes.get(0).isAlive()) {
        throw new IOException(
            "The master did not say so: " + text + "\n" + Files.readString(masterLog));
      }
      processes.get(0).waitFor(100, TimeUnit.MILLISECONDS);
    }
  }

  private long count(String text) throws IOException {
    try (Stream<String> lines = Files.lines(masterLog)) {
      return lines.filter(line -> line.contains(text)).count();
    }
  }

  private Process start(Path log, String main, String... args) throws IOException {
    List<String> command = java("-Xmx256m", classPath(entry -> !isOfProgram(entry)));
    command.add(main);
    command.addAll(List.of(args));
    Process process =
        builder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    processes.add(process);
    return process;
  }

  /** A driver of the test's class path that sends its own classes to the cluster. */
  ProcessBuilder driver(Path appJar, Class<?> main, List<String> args) throws IOException {
    Path logging = Files.writeString(directory.resolve("log4j2.properties"), LOGGING);
    List<String> command = java("-Xmx512m", classPath(entry -> true));
    command.add(1, "-Dlog4j2.configurationFile=" + logging.toUri());
    command.add(main.getName());
    command.addAll(args);
    command.add("spark.jars=" + appJar);
    return builder(command);
  }

  private ProcessBuilder builder(List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    builder.environment().put("SPARK_HOME", home().toString());
    builder.environment().put("SPARK_SCALA_VERSION", "2.13");
    builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
    return builder;
  }

  private static List<String> java(String memory, String classPath) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add(memory);
    command.add("@" + System.getProperty("spark.opts"));
    Collections.addAll(command, "-cp", classPath);
    return command;
  }

  private static String classPath(Predicate<String> wanted) {
    return entries().filter(wanted).reduce((a, b) -> a + File.pathSeparator + b).orElseThrow();
  }

  private static Stream<String> entries() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator));
  }

  /** Sluice and the tests' own classes, in one archive. */
  Path appJar() throws IOException {
    return Archives.write(
        directory.resolve("app.jar"), entries().filter(StandaloneCluster::isOfProgram).toList());
  }

  /** What {@code bin/sluice submit} would have built. */
  Path submitLib() throws IOException {
    Path lib = Files.createDirectories(directory.resolve("submit/lib"));
    Files.copy(appJar(), lib.resolve("sluice.jar"), StandardCopyOption.REPLACE_EXISTING);
    Path spark = directory.resolve("submit/spark");
    if (!Files.exists(spark)) {
      Files.createSymbolicLink(spark, home().resolve("jars"));
    }
    return directory.resolve("submit");
  }

  private static boolean isOfProgram(String entry) {
    Path path = Path.of(entry);
    String name = path.getFileName().toString();
    return Files.isDirectory(path)
        || name.startsWith("streaming-core-")
        || name.startsWith("streaming-testkit-")
        || name.startsWith("kryo5-");
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** Reads a driver's output until it says a line. */
  static void awaitLine(Process driver, String line) throws IOException {
    BufferedReader out =
        new BufferedReader(new InputStreamReader(driver.getInputStream(), StandardCharsets.UTF_8));
    for (String said = out.readLine(); said != null; said = out.readLine()) {
      if (said.equals(line)) {
        Thread rest = new Thread(() -> drain(driver.getInputStream()), "driver-output");
        rest.setDaemon(true);
        rest.start();
        return;
      }
    }
    throw new IOException("The driver ended without saying " + line);
  }

  private static void drain(InputStream in) {
    try {
      in.transferTo(OutputStream.nullOutputStream());
    } catch (IOException gone) {
      // it was killed
    }
  }

  /** Ends everything, also what workers have started, so that nothing writes any more. */
  @Override
  public void close() {
    List<ProcessHandle> all = new ArrayList<>();
    for (Process process : processes) {
      process.descendants().forEach(all::add);
      all.add(process.toHandle());
    }
    processes.forEach(Process::destroy);
    for (ProcessHandle each : all) {
      try {
        each.onExit().get(PATIENCE_S, TimeUnit.SECONDS);
      } catch (InterruptedException hurry) {
        Thread.currentThread().interrupt();
        each.destroyForcibly();
      } catch (ExecutionException | TimeoutException late) {
        each.destroyForcibly();
        each.onExit().join();
      }
    }
  }
}
