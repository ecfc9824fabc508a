package dev.sluice.flume.sink;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Properties;

/** What has to go over the wire, which the receiver's tests read as well. */
final class Wire {
  private static final Path FILE = Path.of("src", "test", "resources", "protocol.properties");

  private Wire() {}

  static byte[] bytes(String name) throws IOException {
    Properties all = new Properties();
    try (Reader reader = Files.newBufferedReader(FILE)) {
      all.load(reader);
    }
    return HexFormat.of().parseHex(all.getProperty(name).replace(" ", ""));
  }
}
