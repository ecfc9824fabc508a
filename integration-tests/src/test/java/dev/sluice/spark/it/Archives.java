package dev.sluice.spark.it;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/** Parts of this process's class path as archives, to be sent to a cluster. */
final class Archives {
  private Archives() {}

  /**
   * The archives that classes are in; of those that are in folders archives are made.
   *
   * @param directory where to
   * @param classes by name
   */
  static List<Path> of(Path directory, List<String> classes)
      throws IOException, ReflectiveOperationException, URISyntaxException {
    List<Path> archives = new ArrayList<>();
    for (String name : classes) {
      Class<?> type = Class.forName(name, false, Archives.class.getClassLoader());
      Path place = Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
      archives.add(
          Files.isDirectory(place)
              ? archive(place, directory.resolve(type.getSimpleName() + ".jar"))
              : place);
    }
    return archives;
  }

  private static Path archive(Path folder, Path to) throws IOException {
    try (OutputStream file = Files.newOutputStream(to);
        JarOutputStream out = new JarOutputStream(file);
        Stream<Path> contents = Files.walk(folder)) {
      for (Path each : contents.filter(Files::isRegularFile).toList()) {
        out.putNextEntry(new JarEntry(folder.relativize(each).toString()));
        Files.copy(each, out);
        out.closeEntry();
      }
    }
    return to;
  }
}
