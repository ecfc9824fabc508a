package dev.sluice.hadoop.storage;

import dev.sluice.io.Storage;
import dev.sluice.io.StorageProvider;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.UnsupportedFileSystemException;

/**
 * Knows the file systems that Hadoop knows by its configuration: {@code core-site.xml} and {@code
 * hdfs-site.xml} on the class path. Found by its service file. Thread-safe: what it remembers is in
 * a concurrent map.
 */
public final class HadoopProvider implements StorageProvider {
  private static final Map<String, Boolean> KNOWN = new ConcurrentHashMap<>();

  /** Made by the service loader. */
  public HadoopProvider() {}

  @Override
  public boolean accepts(String scheme) {
    return KNOWN.computeIfAbsent(scheme.toLowerCase(Locale.ROOT), HadoopProvider::isKnown);
  }

  private static boolean isKnown(String scheme) {
    try {
      FileSystem.getFileSystemClass(scheme, HadoopFiles.found());
      return true;
    } catch (UnsupportedFileSystemException unknown) {
      return false;
    } catch (IOException | RuntimeException missing) {
      return true; // Hadoop knows it, and what is missing is said when it is used.
    }
  }

  @Override
  public Path path(String uri) {
    return HadoopFiles.path(uri);
  }

  @Override
  public Storage storage(Path directory) {
    if (directory instanceof HadoopPath path) {
      return path.getFileSystem().storage(path);
    }
    throw new IllegalArgumentException(
        "expected a path of a file system of Hadoop, found " + directory.getClass().getName());
  }
}
