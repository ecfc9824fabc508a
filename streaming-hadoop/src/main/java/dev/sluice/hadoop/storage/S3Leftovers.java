package dev.sluice.hadoop.storage;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What processes that are dead left in one directory: files that are not ended, and objects that
 * belong to no file any more. Confined to one thread.
 */
final class S3Leftovers {
  private static final String PARTS = ".parts/";

  private final S3 s3;
  private final String directory;

  /**
   * What is left in a directory.
   *
   * @param directory begins the keys of its files, empty or with a / at its end
   */
  S3Leftovers(S3 s3, String directory) {
    this.s3 = s3;
    this.directory = directory;
  }

  /** Ends the files and deletes the rest. */
  void end() throws IOException {
    List<String> live = new ArrayList<>();
    for (S3.Stored object : s3.listDirectory(directory)) {
      String own = object.key().substring(directory.length());
      Optional<String> file = own.startsWith(".") ? S3Names.fileOf(own) : Optional.empty();
      if (file.isPresent()) {
        end(S3Names.of(directory, file.get())).ifPresent(live::add);
      }
    }
    List<String> dead =
        s3.list(directory + ".", "").stream()
            .map(S3.Stored::key)
            .filter(this::isPart)
            .filter(key -> live.stream().noneMatch(key::startsWith))
            .toList();
    s3.delete(dead);
  }

  /** Ends a file, and returns the begin of the keys of its appends if it still has some. */
  private Optional<String> end(S3Names names) throws IOException {
    Optional<S3Log> log = S3Log.find(s3, names);
    if (log.isEmpty()) {
      return Optional.empty();
    }
    if (s3.head(names.whole()).isPresent()) {
      log.get().delete();
      return Optional.empty();
    }
    log.get().end();
    return Optional.of(names.parts(log.get().id()));
  }

  /** Whether a key is {@code .<name>.parts/<id>/<20 digits>}. */
  private boolean isPart(String key) {
    String own = key.substring(directory.length());
    int slash = own.indexOf('/') + 1;
    return slash > 0 && own.substring(0, slash).endsWith(PARTS);
  }
}
