package dev.sluice.jdbc;

import dev.sluice.broker.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A PostgreSQL server of its own, on loopback, with its files in a directory that is deleted at the
 * end. It does not force them to disk: processes crash here, not the machine. The programs are
 * those of the installed server, found below {@code /usr/lib/postgresql} or where the property
 * {@code sluice.postgresql.bin} says. They refuse to run as root, so root runs them as the user
 * {@code postgres}, which the package makes. Confined to one thread.
 */
final class PostgresServer {
  private static final long PATIENCE_S = 60;

  private final Path bin = findPrograms();
  private final boolean isRoot = "root".equals(System.getProperty("user.name"));
  private final Path directory;
  private final int port;

  PostgresServer() throws IOException, InterruptedException {
    directory = Files.createTempDirectory("postgres");
    port = FreePort.any();
    if (isRoot) {
      run(List.of("chown", "postgres", directory.toString()));
    }
    runAsOwner("initdb", "-D", files(), "-U", "sluice", "-A", "trust", "--no-sync");
    start();
  }

  private static Path findPrograms() {
    String given = System.getProperty("sluice.postgresql.bin");
    if (given != null) {
      return Path.of(given);
    }
    Path versions = Path.of("/usr/lib/postgresql");
    try (Stream<Path> found = Files.exists(versions) ? Files.list(versions) : Stream.empty()) {
      return found
          .map(version -> version.resolve("bin"))
          .filter(programs -> Files.isExecutable(programs.resolve("initdb")))
          .max(Comparator.comparing(Path::toString))
          .orElseThrow(
              () ->
                  new IllegalStateException(
                      "Cannot start PostgreSQL: found no initdb below "
                          + versions
                          + ", expected the server to be installed, or -Dsluice.postgresql.bin=..."));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String files() {
    return directory.resolve("data").toString();
  }

  void start() throws IOException, InterruptedException {
    String options = "-c fsync=off -h 127.0.0.1 -p " + port + " -k " + directory;
    String log = directory.resolve("log").toString();
    runAsOwner("pg_ctl", "-D", files(), "-w", "-l", log, "-o", options, "start");
  }

  /** Ends the server without letting it finish anything, as a crash does. */
  void kill() throws IOException, InterruptedException {
    runAsOwner("pg_ctl", "-D", files(), "-w", "-m", "immediate", "stop");
  }

  /** A schema of its own with an empty table. */
  Database newDatabase(String schema) throws Exception {
    String url = "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=sluice";
    new Database(url).execute("CREATE SCHEMA " + schema);
    Database database = new Database(url + "&currentSchema=" + schema);
    database.createTable();
    return database;
  }

  private void runAsOwner(String program, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    if (isRoot) {
      command.addAll(List.of("runuser", "-u", "postgres", "--"));
    }
    command.add(bin.resolve(program).toString());
    command.addAll(List.of(arguments));
    run(command);
  }

  private void run(List<String> command) throws IOException, InterruptedException {
    Path output = Files.createTempFile("postgres", ".out");
    Process process =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    boolean ended = process.waitFor(PATIENCE_S, TimeUnit.SECONDS);
    String said = Files.readString(output);
    Files.delete(output);
    if (!ended || process.exitValue() != 0) {
      process.destroyForcibly();
      throw new IOException(command + " failed: " + said);
    }
  }

  void close() throws IOException, InterruptedException {
    kill();
    run(List.of("rm", "-r", directory.toString()));
  }
}
