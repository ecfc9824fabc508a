package dev.sluice.ledger;

import dev.sluice.io.CorruptFileException;
import dev.sluice.io.FramedFile;
import dev.sluice.io.NewerFormatException;
import dev.sluice.io.Storage;
import dev.sluice.io.StoredInput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The checkpoints in a storage: {@code checkpoint/<time>.ckpt}, the newest few of them. Confined to
 * one thread at a time.
 */
public final class CheckpointFiles {
  private static final Logger LOG = LoggerFactory.getLogger(CheckpointFiles.class);
  static final String DIRECTORY = "checkpoint";
  private static final Pattern NAME = Pattern.compile(DIRECTORY + "/\\d{19}\\.ckpt");
  private static final String MAGIC = "SLUICECP";
  private static final int VERSION = 1;

  private final Storage storage;
  private final int keep;

  /**
   * The checkpoints in a storage.
   *
   * @param keep how many are kept, 1 or more
   */
  public CheckpointFiles(Storage storage, int keep) {
    this.storage = storage;
    this.keep = keep;
    if (keep < 1) {
      throw new IllegalArgumentException(
          "Cannot keep checkpoints: found " + keep + ", expected 1 or more");
    }
  }

  /**
   * Writes a checkpoint and deletes those that are older than the newest few that can be read.
   *
   * @return what is left and can be read, oldest first
   */
  public List<Checkpoint> write(Checkpoint checkpoint) throws IOException {
    storage.write(
        name(checkpoint),
        out -> {
          FramedFile.Writer file = new FramedFile.Writer(out, MAGIC, VERSION);
          file.frame(ByteBuffer.wrap(checkpoint.encode()));
          file.end();
        });
    List<Checkpoint> kept = new ArrayList<>();
    for (String name : newestFirst()) {
      if (kept.size() == keep) {
        storage.delete(name);
      } else {
        readIfSound(name).ifPresent(kept::add);
      }
    }
    Collections.reverse(kept);
    return kept;
  }

  private static String name(Checkpoint checkpoint) {
    return "%s/%019d.ckpt".formatted(DIRECTORY, checkpoint.time().milliseconds());
  }

  private List<String> newestFirst() throws IOException {
    return storage.list(DIRECTORY).stream()
        .filter(name -> NAME.matcher(name).matches())
        .sorted(Comparator.reverseOrder())
        .toList();
  }

  /**
   * A file of a checkpoint. Immutable.
   *
   * @param name the file
   * @param bytes its length
   * @param checkpoint what is in it; empty if it cannot be read
   * @param problem why it cannot be read; empty if it can
   */
  public record Stored(
      String name, long bytes, Optional<Checkpoint> checkpoint, Optional<String> problem) {}

  /** All files of checkpoints, oldest first, whether they can be read or not. */
  public List<Stored> stored() throws IOException {
    List<Stored> stored = new ArrayList<>();
    for (String name : newestFirst()) {
      stored.add(0, stored(name));
    }
    return stored;
  }

  private Stored stored(String name) throws IOException {
    try (StoredInput input = storage.open(name)) {
      long bytes = input.size();
      try {
        return new Stored(name, bytes, Optional.of(read(name)), Optional.empty());
      } catch (CorruptFileException | NewerFormatException unreadable) {
        return new Stored(
            name, bytes, Optional.empty(), Optional.ofNullable(unreadable.getMessage()));
      }
    }
  }

  /** The checkpoints that can be read, oldest first; those that cannot are left out. */
  public List<Checkpoint> readable() throws IOException {
    List<Checkpoint> readable = new ArrayList<>();
    for (String name : newestFirst()) {
      readIfSound(name).ifPresent(readable::add);
    }
    Collections.reverse(readable);
    return readable;
  }

  private Optional<Checkpoint> readIfSound(String name) throws IOException {
    try {
      return Optional.of(read(name));
    } catch (CorruptFileException damaged) {
      LOG.warn("A checkpoint is passed over: {}", damaged.getMessage());
      return Optional.empty();
    }
  }

  /**
   * The newest checkpoint that can be read; empty if there is none at all.
   *
   * @throws IOException if there are some and none can be read, or one is of a newer version
   */
  public Optional<Checkpoint> newest() throws IOException {
    List<String> names = newestFirst();
    IOException first = null;
    for (String name : names) {
      try {
        return Optional.of(read(name));
      } catch (CorruptFileException damaged) {
        LOG.warn("A checkpoint is passed over for the one before: {}", damaged.getMessage());
        first = first == null ? damaged : first;
      }
    }
    if (first != null) {
      throw new IOException(
          "Cannot recover: none of "
              + names.size()
              + " checkpoints can be read, the newest: "
              + first.getMessage(),
          first);
    }
    return Optional.empty();
  }

  private Checkpoint read(String name) throws IOException {
    try (StoredInput input = storage.open(name)) {
      FramedFile.Reader file = new FramedFile.Reader(input.stream(0), name, MAGIC, VERSION);
      Optional<ByteBuffer> content = file.next();
      if (content.isEmpty() || file.next().isPresent()) {
        throw new CorruptFileException(name, 0, "another number of frames", "one frame");
      }
      return Checkpoint.decode(content.get().array());
    } catch (IllegalArgumentException undecodable) {
      throw new CorruptFileException(
          name, 0, "what is none (" + undecodable.getMessage() + ")", "a checkpoint");
    }
  }
}
