package dev.sluice.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the file of a lock says about the one who took it last, be it held or not. Immutable.
 *
 * @param token greater than that of all who took it before
 * @param pid the process
 * @param holder who it was, in one line
 */
public record LockRecord(long token, long pid, String holder) {
  private static final Pattern TEXT =
      Pattern.compile("sluice-lock 1\ntoken (\\d{1,18})\npid (\\d{1,18})\nholder ([^\n]*)\n");
  private static final int MOST_BYTES = 64 * 1024;

  /** Checks that the holder is one line of text. */
  public LockRecord {
    if (holder.isBlank() || holder.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(
          "Cannot take a lock: the holder has to be one line of text, found \"" + holder + "\"");
    }
  }

  /** The form in which it is stored. */
  public ByteBuffer bytes() {
    String text = "sluice-lock 1\ntoken %d\npid %d\nholder %s\n".formatted(token, pid, holder);
    return StandardCharsets.UTF_8.encode(text);
  }

  /**
   * Who took a lock last; empty if nobody ever did. Does not touch the lock.
   *
   * @throws IOException if the file has another form or cannot be read
   */
  public static Optional<LockRecord> last(Storage storage, String name) throws IOException {
    if (!storage.exists(name)) {
      return Optional.empty();
    }
    try (StoredInput file = storage.open(name)) {
      return Optional.of(read(name, file));
    }
  }

  private static LockRecord read(String name, StoredInput file) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(file.size(), MOST_BYTES));
    file.readFully(0, bytes);
    Matcher text = TEXT.matcher(StandardCharsets.UTF_8.decode(bytes.flip()));
    if (!text.matches()) {
      throw new IOException(
          "Cannot read the lock "
              + name
              + ": unknown form, found "
              + file.size()
              + " bytes, expected the lines sluice-lock 1, token, pid and holder");
    }
    return new LockRecord(
        Long.parseLong(text.group(1)), Long.parseLong(text.group(2)), text.group(3));
  }

  /** The record in words for people. */
  public String describe() {
    return "\"" + holder + "\" (process " + pid + ", token " + token + ")";
  }
}
