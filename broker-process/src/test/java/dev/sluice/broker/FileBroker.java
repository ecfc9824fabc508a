package dev.sluice.broker;

import java.nio.file.Files;
import java.nio.file.Path;

/** Leaves word in files of a directory, its first argument. Confined to the main thread. */
final class FileBroker implements BrokerProgram {
  private final Path directory;

  private FileBroker(Path directory) {
    this.directory = directory;
  }

  public static void main(String[] args) {
    BrokerProgram.run(new FileBroker(Path.of(args[0])));
  }

  @Override
  public void start() throws Exception {
    System.out.println("not for the one who waits");
    Files.createFile(directory.resolve("started"));
  }

  @Override
  public void stop() throws Exception {
    Files.createFile(directory.resolve("stopped"));
  }
}
