package dev.sluice.hadoop.storage;

import dev.sluice.io.Appender;
import dev.sluice.io.Lease;
import dev.sluice.io.LockedException;
import dev.sluice.io.Storage;
import dev.sluice.io.StoredInput;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Serializable;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.core.sync.RequestBody;

/**
 * Files below a directory of S3, where nothing is renamed and nothing appended to: see {@link
 * S3Names}. Objects whose names begin with a dot belong to the storage itself.
 *
 * <p>Durable here means that S3 has confirmed an object. Once this has taken a lock, each change
 * ends with the question whether the lock is still held, and fails if not; so what was acknowledged
 * is seen by who takes the lock next.
 *
 * <p>Thread-safe: S3 guards its objects; the locks held are in a concurrent set.
 */
@SuppressWarnings("serial") // its directory goes to other processes instead
final class S3Storage implements Storage, Serializable {
  static final Duration RENEWAL = Duration.ofSeconds(15);

  private static final int BUFFER_BYTES = 1 << 16;
  private static final int MOST_TRIES = 20;
  private static final String ENCRYPTION = "fs.s3a.encryption.algorithm";

  private final HadoopPath root;
  private final String prefix;
  private final S3 s3;
  private final Duration renewal;
  private final Set<S3Lease> held = ConcurrentHashMap.newKeySet();

  S3Storage(HadoopPath root) {
    this(root, new S3(root.getFileSystem()), RENEWAL);
  }

  /**
   * The files below a directory.
   *
   * @param renewal how often the holder of a lock tells that it lives
   */
  S3Storage(HadoopPath root, S3 s3, Duration renewal) {
    String encryption = root.getFileSystem().configuration().get(ENCRYPTION, "");
    if (encryption.toUpperCase(Locale.ROOT).startsWith("CSE")) {
      throw new IllegalArgumentException(
          "expected encryption by S3 itself or none: found %s=%s, which is not supported for checkpoints and logs"
              .formatted(ENCRYPTION, encryption));
    }
    this.root = root;
    String path = root.plain().substring(1);
    this.prefix = path.isEmpty() ? "" : path + "/";
    this.s3 = s3;
    this.renewal = renewal;
  }

  private Object writeReplace() {
    return SentDirectory.of(root);
  }

  private S3Names names(String name) {
    return S3Names.of(prefix, Storage.requireName(name));
  }

  @Override
  public Appender create(String name) throws IOException {
    S3Names names = names(name);
    return told(
        "create",
        name,
        () -> {
          Optional<S3Log> made =
              s3.head(names.whole()).isPresent() ? Optional.empty() : S3Log.make(s3, names);
          S3Log log = made.orElseThrow(() -> new FileAlreadyExistsException(name));
          requireHeld();
          return new S3Appender(name + " in " + root, log, this::requireHeld);
        });
  }

  @Override
  public void write(String name, Content content) throws IOException {
    S3Names names = names(name);
    told(
        "write",
        name,
        () -> {
          requireHeld();
          try (Spool spool = new Spool()) {
            OutputStream out = new BufferedOutputStream(spool, BUFFER_BYTES);
            content.writeTo(new UnclosedStream(out));
            out.flush();
            put(names.whole(), spool.body());
          }
          Optional<S3Log> replaced = S3Log.find(s3, names);
          if (replaced.isPresent()) {
            replaced.get().delete();
          }
          requireHeld();
          return true;
        });
  }

  /** Replaces what is there while the lock is held, and not what the next holder put there. */
  private void put(String key, RequestBody body) throws IOException {
    for (int tries = 0; tries < MOST_TRIES; tries++) {
      Optional<S3.Stored> old = s3.head(key);
      requireHeld();
      boolean done = old.isPresent() ? s3.replace(key, body, old.get().etag()) : s3.make(key, body);
      if (done) {
        return;
      }
    }
    throw new IOException(
        "others changed it meanwhile: found %d other versions".formatted(MOST_TRIES));
  }

  @Override
  public StoredInput open(String name) throws IOException {
    S3Names names = names(name);
    return told("open", name, () -> open(name, names));
  }

  private StoredInput open(String name, S3Names names) throws IOException {
    Optional<S3.Stored> whole = s3.head(names.whole());
    if (whole.isEmpty()) {
      Optional<S3Log> log = S3Log.find(s3, names);
      if (log.isPresent()) {
        return S3LogInput.open(s3, log.get());
      }
      // A file of appends may have become a whole one between both questions.
      whole = s3.head(names.whole());
    }
    return S3FileInput.open(s3, whole.orElseThrow(() -> new NoSuchFileException(name)));
  }

  @Override
  public List<String> list(String directory) throws IOException {
    String shown = directory.isEmpty() ? "" : Storage.requireName(directory) + "/";
    return told(
        "list",
        directory.isEmpty() ? "files" : directory,
        () ->
            s3.listDirectory(prefix + shown).stream()
                .map(found -> found.key().substring(prefix.length() + shown.length()))
                .flatMap(object -> S3Names.fileOf(object).stream())
                .map(shown::concat)
                .distinct()
                .sorted()
                .toList());
  }

  @Override
  public boolean exists(String name) throws IOException {
    S3Names names = names(name);
    return told(
        "look for",
        name,
        () ->
            s3.head(names.whole()).isPresent()
                || s3.head(names.head()).isPresent()
                || s3.head(names.whole()).isPresent());
  }

  @Override
  public void delete(String name) throws IOException {
    S3Names names = names(name);
    told(
        "delete",
        name,
        () -> {
          requireHeld();
          // What a whole file has replaced must not come back.
          Optional<S3Log> log = S3Log.find(s3, names);
          if (log.isPresent()) {
            log.get().delete();
          }
          s3.delete(names.whole());
          requireHeld();
          return true;
        });
  }

  @Override
  public void truncate(String name, long length) throws IOException {
    try (StoredInput old = open(name)) {
      Cut.check(name, length, old.size());
      write(name, out -> Cut.copy(old, length, out));
    } catch (NoSuchFileException none) {
      throw Failures.told("truncate " + name + " in " + root, none);
    }
  }

  @Override
  public void takeOver(String directory) throws IOException {
    String taken = directory.isEmpty() ? "" : Storage.requireName(directory) + "/";
    told(
        "take over",
        directory.isEmpty() ? "files" : directory,
        () -> {
          requireHeld();
          new S3Leftovers(s3, prefix + taken).end();
          requireHeld();
          return true;
        });
  }

  @Override
  public Lease lock(String name, String holder) throws IOException {
    S3Lease lease =
        S3Lease.take(this, new S3Locks(s3, names(name), renewal), name, holder, held::remove);
    held.add(lease);
    return lease;
  }

  private void requireHeld() throws IOException {
    for (S3Lease lease : held) {
      lease.requireHeld();
    }
  }

  private <T> T told(String what, String name, Failures.Call<T> call) throws IOException {
    try {
      return call.run();
    } catch (LockedException refusal) {
      throw refusal;
    } catch (IOException failure) {
      throw Failures.told(what + " " + name + " in " + root, failure);
    }
  }

  /** The directory. */
  @Override
  public String toString() {
    return root.toString();
  }
}
