package dev.sluice.cli;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Jars and directories as java's option has them. */
final class ClassPath {
  private ClassPath() {}

  /** Loads classes from them, after those of this program. */
  static URLClassLoader loader(List<String> entries) throws CommandException {
    List<URL> urls = new ArrayList<>();
    for (String entry : entries) {
      try {
        add(entry, urls);
      } catch (IOException e) {
        throw CommandException.usage("Cannot use the class path: " + e);
      }
    }
    return new URLClassLoader(urls.toArray(new URL[0]), ClassPath.class.getClassLoader());
  }

  private static void add(String entry, List<URL> urls) throws IOException, CommandException {
    boolean isWildcard = entry.equals("*") || entry.endsWith("/*");
    Path path = Path.of(isWildcard ? entry.substring(0, entry.length() - 1) : entry);
    if (!Files.exists(path)) {
      throw CommandException.usage("Cannot use the class path: found no " + entry);
    }
    if (!isWildcard) {
      urls.add(path.toUri().toURL());
      return;
    }
    try (DirectoryStream<Path> jars = Files.newDirectoryStream(path, "*.{jar,JAR}")) {
      for (Path jar : jars) {
        urls.add(jar.toUri().toURL());
      }
    }
  }
}
