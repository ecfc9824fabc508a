package dev.sluice.hadoop.storage;

import java.util.Optional;

/**
 * The keys of one file. A file that was written whole is one object under its name. One that is
 * appended to is an object {@code .<name>.head} with a random id, and an object {@code
 * .<name>.parts/<id>/<20 digits>} for each append; an empty one ends it. Immutable.
 *
 * @param whole the key of the file when it is one object
 * @param head that of the id
 * @param parts begins the keys of all appends
 * @param locks begins the keys of the lock with the file's name
 */
record S3Names(String whole, String head, String parts, String locks) {
  private static final String HEAD = ".head";

  /**
   * The keys of a file.
   *
   * @param root the begin of all keys, empty or with a / at its end
   */
  static S3Names of(String root, String name) {
    int slash = name.lastIndexOf('/') + 1;
    String directory = root + name.substring(0, slash);
    String hidden = directory + "." + name.substring(slash);
    return new S3Names(root + name, hidden + HEAD, hidden + ".parts/", hidden + ".lock/");
  }

  /** The name, in its directory, of the file that has this object as its head or whole. */
  static Optional<String> fileOf(String object) {
    if (object.isEmpty()) {
      return Optional.empty();
    }
    if (!object.startsWith(".")) {
      return Optional.of(object);
    }
    boolean head = object.endsWith(HEAD) && object.length() > HEAD.length() + 1;
    return head
        ? Optional.of(object.substring(1, object.length() - HEAD.length()))
        : Optional.empty();
  }

  /** Begins the keys of the appends of one life of the file. */
  String parts(String id) {
    return parts + id + "/";
  }

  /** The key of an append. */
  String part(String id, long index) {
    return parts(id) + "%020d".formatted(index);
  }

  /** The key of a lock. */
  String lock(long token) {
    return locks + "%020d".formatted(token);
  }
}
