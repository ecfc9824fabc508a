package dev.sluice.hadoop.storage;

import dev.sluice.io.Storage;
import org.apache.hadoop.conf.Configuration;

/**
 * Storages with settings that are not on the class path. Whoever has {@code core-site.xml} and
 * {@code hdfs-site.xml} there gives URIs to the methods of a context instead.
 */
public final class HadoopStorage {
  private HadoopStorage() {}

  /**
   * The files below a directory, by a connection of its own; nothing is connected to yet. For
   * {@code StreamingContext.checkpoint}.
   *
   * @param directory a URI, such as {@code hdfs://host:8020/checkpoints/counts}
   * @param configuration the settings, which are copied; processes of a cluster that use the
   *     storage get them, too
   * @throws IllegalArgumentException if the URI is malformed, or its file system cannot keep the
   *     promises of a storage
   */
  public static Storage of(String directory, Configuration configuration) {
    HadoopPath path = HadoopFiles.path(directory, configuration);
    return path.getFileSystem().storage(path);
  }
}
