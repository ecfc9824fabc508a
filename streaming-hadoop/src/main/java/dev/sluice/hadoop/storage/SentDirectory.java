package dev.sluice.hadoop.storage;

import java.io.Serializable;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;

/**
 * Stands for a storage on the way to other processes, which see the same files. It has the settings
 * that were given in the program, as far as they differ from those of the class path. Immutable.
 */
@SuppressWarnings("serial") // its map is one that is serializable
record SentDirectory(String root, Map<String, String> settings) implements Serializable {

  static SentDirectory of(HadoopPath root) {
    Configuration found = HadoopFiles.found();
    Map<String, String> settings = new TreeMap<>();
    for (Map.Entry<String, String> setting : root.getFileSystem().configuration()) {
      if (!setting.getValue().equals(found.getRaw(setting.getKey()))) {
        settings.put(setting.getKey(), setting.getValue());
      }
    }
    return new SentDirectory(root.toString(), settings);
  }

  private Object readResolve() {
    Configuration all = new Configuration(HadoopFiles.found());
    settings.forEach(all::set);
    HadoopPath path = HadoopFiles.path(root, all);
    return path.getFileSystem().storage(path);
  }
}
