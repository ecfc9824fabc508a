package dev.sluice.s3.peer;

import dev.sluice.broker.BrokerJars;
import dev.sluice.broker.BrokerProcess;
import dev.sluice.broker.Directories;
import dev.sluice.broker.FreePort;
import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A server that speaks S3 on 127.0.0.1, without TLS, in a process of its own, which ends with the
 * process that started it. It takes any credentials, keeps conditional writes ({@code
 * If-None-Match}, {@code If-Match}) and does one request at a time. Thread-safe: immutable.
 */
public final class S3Server implements Closeable {

  /** The bucket that there is. */
  public static final String BUCKET = "bucket";

  private static final BrokerJars JARS = new BrokerJars(Server.class, "s3-peer");
  private static final int HEAP_MB = 256;

  private final Path directory;
  private final int port;
  private final BrokerProcess process;

  private S3Server(Path directory, int port, BrokerProcess process) {
    this.directory = directory;
    this.port = port;
    this.process = process;
  }

  /** A server with its objects in a temporary directory; clients can connect on return. */
  public static S3Server start() throws IOException {
    Path directory = Files.createTempDirectory("s3-peer");
    int port = FreePort.any();
    Path objects = Files.createDirectory(directory.resolve("objects"));
    List<String> arguments = List.of(objects.toString(), Integer.toString(port), BUCKET);
    try {
      BrokerProcess process =
          BrokerProcess.start(JARS, HEAP_MB, arguments, directory.resolve("server.log"));
      return new S3Server(directory, port, process);
    } catch (IOException | RuntimeException failure) {
      Directories.delete(directory);
      throw failure;
    }
  }

  /** Where clients connect. */
  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + port);
  }

  /** Kills the server, and deletes its objects and its temporary files. */
  @Override
  public void close() throws IOException {
    process.kill();
    Directories.delete(directory);
  }
}
