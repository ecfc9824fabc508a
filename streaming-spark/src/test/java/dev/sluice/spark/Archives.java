package dev.sluice.spark;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/** Programs as they are sent to clusters. */
final class Archives {
  private Archives() {}

  /** Writes what is in folders and archives into one archive; of what comes twice, the first. */
  static Path write(Path jar, List<String> entries) throws IOException {
    Set<String> names = new HashSet<>();
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      for (String entry : entries) {
        Path path = Path.of(entry);
        if (Files.isDirectory(path)) {
          addDirectory(out, path, names);
        } else {
          addArchive(out, path, names);
        }
      }
    }
    return jar;
  }

  private static void addDirectory(JarOutputStream out, Path root, Set<String> names)
      throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = root.relativize(file).toString().replace(File.separatorChar, '/');
        try (InputStream in = Files.newInputStream(file)) {
          add(out, name, in, names);
        }
      }
    }
  }

  private static void addArchive(JarOutputStream out, Path archive, Set<String> names)
      throws IOException {
    try (JarFile jar = new JarFile(archive.toFile())) {
      for (JarEntry entry : Collections.list(jar.entries())) {
        if (!entry.isDirectory()) {
          add(out, entry.getName(), jar.getInputStream(entry), names);
        }
      }
    }
  }

  private static void add(JarOutputStream out, String name, InputStream in, Set<String> names)
      throws IOException {
    if (!name.endsWith("module-info.class") && names.add(name)) {
      out.putNextEntry(new JarEntry(name));
      in.transferTo(out);
      out.closeEntry();
    }
  }
}
