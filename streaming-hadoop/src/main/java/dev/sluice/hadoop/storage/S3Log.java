package dev.sluice.hadoop.storage;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.sync.RequestBody;

/**
 * One life of a file that is appended to. An append is an object that is made only where there is
 * none, so that whoever makes the next one, a writer or somebody who ends the file, knows that
 * nobody else did. Immutable.
 */
record S3Log(S3 s3, S3Names names, String id) {

  /** Makes an empty file; none if there is one. */
  static Optional<S3Log> make(S3 s3, S3Names names) throws IOException {
    S3Log log = new S3Log(s3, names, S3.random());
    boolean made = s3.make(names.head(), RequestBody.fromString(log.id, UTF_8));
    return made ? Optional.of(log) : Optional.empty();
  }

  /** The file that is there. */
  static Optional<S3Log> find(S3 s3, S3Names names) throws IOException {
    Optional<S3.Text> head = s3.text(names.head());
    if (head.isEmpty()) {
      return Optional.empty();
    }
    String id = head.get().text();
    if (!id.matches("[0-9a-f]{1,16}")) {
      throw new IOException(
          "%s has an unknown form: found %d characters, expected 1 to 16 hexadecimal digits"
              .formatted(names.head(), id.length()));
    }
    return Optional.of(new S3Log(s3, names, id));
  }

  /** Makes the append of that index; false if there is one, or the end. */
  boolean append(long index, byte[] bytes) throws IOException {
    return s3.make(names.part(id, index), RequestBody.fromBytes(bytes));
  }

  /**
   * The appends from an index on, and the empty one that is the end if the file has one.
   *
   * @param from what is known already
   */
  List<S3.Stored> list(long from) throws IOException {
    String after = from == 0 ? "" : names.part(id, from - 1);
    List<S3.Stored> parts = new ArrayList<>();
    for (S3.Stored part : s3.list(names.parts(id), after)) {
      if (!part.key().equals(names.part(id, from + parts.size()))) {
        throw new IOException(
            "an append is missing: found %s, expected %s"
                .formatted(part.key(), names.part(id, from + parts.size())));
      }
      parts.add(part);
    }
    return parts;
  }

  static boolean isEnd(List<S3.Stored> parts) {
    return !parts.isEmpty() && parts.get(parts.size() - 1).bytes() == 0;
  }

  /** Ends the file: nobody can append to it on return. */
  void end() throws IOException {
    long known = 0;
    while (true) {
      List<S3.Stored> more = list(known);
      known += more.size();
      if (isEnd(more) || append(known, new byte[0])) {
        return;
      }
    }
  }

  /** Deletes the file by its head, in one step, and then what is left of it. */
  void delete() throws IOException {
    s3.delete(names.head());
    sweep();
  }

  private void sweep() throws IOException {
    s3.delete(s3.list(names.parts(), "").stream().map(S3.Stored::key).toList());
  }
}
