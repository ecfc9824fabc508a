package dev.sluice.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the file of a lock says about the one who took it last. */
record LockRecord(long token, long pid, String holder) {
  private static final Pattern TEXT =
      Pattern.compile("sluice-lock 1\ntoken (\\d{1,18})\npid (\\d{1,18})\nholder ([^\n]*)\n");
  private static final int MOST_BYTES = 64 * 1024;

  LockRecord {
    if (holder.isBlank() || holder.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(
          "Cannot take a lock: the holder has to be one line of text, found \"" + holder + "\"");
    }
  }

  ByteBuffer bytes() {
    String text = "sluice-lock 1\ntoken %d\npid %d\nholder %s\n".formatted(token, pid, holder);
    return StandardCharsets.UTF_8.encode(text);
  }

  static LockRecord read(String name, StoredInput file) throws IOException {
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

  String describe() {
    return "\"" + holder + "\" (process " + pid + ", token " + token + ")";
  }
}
