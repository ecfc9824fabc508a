package dev.sluice.hadoop.storage;

import dev.sluice.s3.peer.S3Server;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.conf.Configuration;

/** One S3 for all tests of the process; it ends with the process. */
final class ObjectStore {
  private static final AtomicInteger DIRECTORIES = new AtomicInteger();

  private ObjectStore() {}

  private static final class Holder {
    static final S3Server SERVER = started();

    private static S3Server started() {
      try {
        S3Server server = S3Server.start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(server)));
        return server;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static void close(S3Server server) {
      try {
        server.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Where it is. */
  static String endpoint() {
    return Holder.SERVER.endpoint().toString();
  }

  /** Makes {@code core-site.xml} say so, for this process. */
  static void use(String endpoint) {
    System.setProperty("sluice.test.s3", endpoint);
  }

  /** How clients find it. */
  static Configuration settings() {
    return settings(endpoint());
  }

  static Configuration settings(String endpoint) {
    Configuration settings = new Configuration();
    settings.set("fs.s3a.endpoint", endpoint);
    return settings;
  }

  /** The URI of a directory that is not there yet. */
  static String directory() {
    return "s3a://" + S3Server.BUCKET + "/test-" + DIRECTORIES.incrementAndGet();
  }

  /** The path of a directory that is not there yet. */
  static HadoopPath path() {
    return HadoopFiles.path(directory(), settings());
  }
}
