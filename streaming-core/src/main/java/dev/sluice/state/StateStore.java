package dev.sluice.state;

import dev.sluice.io.Serializer;
import dev.sluice.io.Storage;
import dev.sluice.ledger.Checkpoint;
import dev.sluice.time.Time;
import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * The files of one operator's state in a storage: {@code state/<directory>/<time>-<partition>
 * .state}, where the directory is the operator's id as far as a file name can hold it. Immutable;
 * may be used by several threads if they write different files.
 */
public final class StateStore implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final String ROOT = "state/";
  private static final int LONGEST_DIRECTORY = 120;
  private static final int DIGEST_BYTES = 8;
  private static final String PLAIN = "_-. ()#";
  private static final Pattern FILE = Pattern.compile("(\\d{19})-\\d{5}\\.state");

  @SuppressWarnings("serial") // one that other processes see is serializable
  private final Storage storage;

  private final String directory;

  @SuppressWarnings("serial") // serializers of programs are serializable
  private final Serializer serializer;

  /** The files of the operator with that id. */
  public StateStore(Storage storage, String operatorId, Serializer serializer) {
    this.storage = storage;
    this.directory = directory(operatorId);
    this.serializer = serializer;
  }

  /**
   * Writes a file, or replaces it.
   *
   * @param entries all of the partition, or what changed in it since the file before
   * @return how many entries were written
   */
  public <K, S> long write(Time time, int partition, Iterable<StateChange<K, S>> entries)
      throws IOException {
    return StateImage.write(storage, name(time, partition), serializer, entries);
  }

  /**
   * Reads a partition as it was written.
   *
   * @param chain when its files were written: a full image, then changes
   * @param timed whether versions can be asked for the keys updated before a time
   * @return the states after the last of these times
   * @throws IOException if a file is missing, damaged or of a newer version; the message names it
   */
  public <K, S> StateMap<K, S> read(List<Time> chain, int partition, boolean timed)
      throws Exception {
    StateLoader<K, S> loader = new StateLoader<>(timed);
    for (Time time : chain) {
      StateImage.<K, S>read(storage, name(time, partition), serializer, loader::add);
    }
    return loader.end(chain.get(chain.size() - 1));
  }

  /** The names of the files that hold an operator's state. */
  public static List<String> names(String operatorId, Checkpoint.StateFiles files) {
    String directory = directory(operatorId);
    return files.chain().stream()
        .flatMap(
            time ->
                IntStream.range(0, files.partitions())
                    .mapToObj(partition -> name(directory, time, partition)))
        .toList();
  }

  /** Deletes the operator's files but for those written at one of these times. */
  public static void prune(Storage storage, String operatorId, Set<Time> keep) throws IOException {
    String directory = directory(operatorId);
    for (String name : storage.list(directory)) {
      Matcher file = FILE.matcher(name.substring(directory.length() + 1));
      if (file.matches() && !keep.contains(new Time(Long.parseLong(file.group(1))))) {
        storage.delete(name);
      }
    }
  }

  private String name(Time time, int partition) {
    return name(directory, time, partition);
  }

  private static String name(String directory, Time time, int partition) {
    return "%s/%019d-%05d.state".formatted(directory, time.milliseconds(), partition);
  }

  /**
   * Where the files of an operator are. Letters, digits and {@value #PLAIN} stand for themselves
   * but for a dot at the beginning; of other characters the UTF-8 bytes are written as {@code %}
   * and two hexadecimal digits. If that is too long, its beginning, {@code ~} and the beginning of
   * the id's SHA-256 are used.
   */
  static String directory(String operatorId) {
    StringBuilder encoded = new StringBuilder();
    for (byte each : operatorId.getBytes(StandardCharsets.UTF_8)) {
      char letter = (char) (each & 0xff);
      boolean leadingDot = letter == '.' && encoded.isEmpty();
      if (isPlain(letter) && !leadingDot) {
        encoded.append(letter);
      } else {
        encoded.append('%').append(HexFormat.of().withUpperCase().toHexDigits(each));
      }
    }
    if (encoded.length() > LONGEST_DIRECTORY) {
      String digest = digest(operatorId);
      encoded.setLength(LONGEST_DIRECTORY - digest.length() - 1);
      encoded.append('~').append(digest);
    }
    return Storage.requireName(ROOT + encoded);
  }

  private static boolean isPlain(char letter) {
    return (letter >= 'a' && letter <= 'z')
        || (letter >= 'A' && letter <= 'Z')
        || (letter >= '0' && letter <= '9')
        || PLAIN.indexOf(letter) >= 0;
  }

  private static String digest(String text) {
    try {
      byte[] whole =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(whole, 0, DIGEST_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Cannot name a directory: SHA-256 is missing", e);
    }
  }
}
