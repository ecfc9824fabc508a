package dev.sluice.rdd;

import dev.sluice.io.LineDecoder;
import dev.sluice.io.LineFaults;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * The lines of a text file that begin in a range of its bytes. Immutable.
 *
 * @param path the file
 * @param from the first byte
 * @param to the byte after the last
 */
record TextSplit(String path, long from, long to) implements Split<String> {
  /** A last part that is larger by this ratio at most is not split again. */
  private static final double SLACK = 1.1;

  private static final LineDecoder LINES = new LineDecoder(Integer.MAX_VALUE - 16);
  private static final int BUFFER_BYTES = 8 << 10;

  static List<TextSplit> list(List<InputFiles.Found> files, int minSplits) {
    if (minSplits < 1) {
      throw new IllegalArgumentException(
          "Cannot read text files: found " + minSplits + " partitions, expected 1 or more");
    }
    long total = files.stream().mapToLong(InputFiles.Found::bytes).sum();
    long goal = Math.max(total / minSplits, 1);
    List<TextSplit> splits = new ArrayList<>();
    for (InputFiles.Found file : files) {
      long from = 0;
      for (; (double) (file.bytes() - from) / goal > SLACK; from += goal) {
        splits.add(new TextSplit(file.path(), from, from + goal));
      }
      if (from < file.bytes()) {
        splits.add(new TextSplit(file.path(), from, file.bytes()));
      }
    }
    return splits;
  }

  @Override
  public Iterator<String> open(TaskContext context) throws IOException {
    long first = lineStart(from);
    FileRange range = FileRange.open(path, first, Math.max(lineStart(to), first));
    context.onEnd(range);
    return LINES.lines(range, new Refused(path));
  }

  /** Where the first line begins that begins at the position or after. */
  private long lineStart(long position) throws IOException {
    if (position == 0) {
      return 0;
    }
    long at = position - 1;
    try (InputStream in = FileRange.open(path, at, Long.MAX_VALUE)) {
      byte[] buffer = new byte[BUFFER_BYTES];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        for (int i = 0; i < read; i++) {
          if (buffer[i] == '\n') {
            return at + i + 1;
          }
        }
        at += read;
      }
      return at;
    }
  }

  /** Lets no line disappear. Immutable. */
  private record Refused(String path) implements LineFaults {
    @Override
    public void tooLong(long bytes) {
      throw new UncheckedIOException(
          new IOException(
              "Cannot read " + path + ": a line is too long, found " + bytes + " bytes"));
    }
  }
}
