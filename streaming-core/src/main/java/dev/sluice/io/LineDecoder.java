package dev.sluice.io;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * Splits byte streams into lines of UTF-8. A line ends with {@code \n}; one {@code \r} before it is
 * dropped. What follows the last {@code \n} is a line too, unless it is empty. Malformed UTF-8 is
 * replaced by U+FFFD and reported. A line longer than the limit is skipped and reported; however
 * long it is, it takes no more memory than the limit.
 *
 * <p>Immutable: one decoder serves any number of streams on any threads.
 */
public final class LineDecoder {

  private static final int LONGEST_LIMIT = Integer.MAX_VALUE - 16;

  private final int maxLineBytes;

  /**
   * Makes a decoder.
   *
   * @param maxLineBytes how many bytes a line may have, without its end; positive
   */
  public LineDecoder(int maxLineBytes) {
    if (maxLineBytes <= 0 || maxLineBytes > LONGEST_LIMIT) {
      throw new IllegalArgumentException(
          "Cannot make a line decoder: unusable limit, found "
              + maxLineBytes
              + " bytes, expected 1 to "
              + LONGEST_LIMIT);
    }
    this.maxLineBytes = maxLineBytes;
  }

  /**
   * Reads {@code in} to its end and hands every line to {@code sink} as soon as its end was read.
   * Does not close the stream.
   *
   * @throws IOException if the stream or the sink throws it
   * @throws InterruptedException if the sink throws it
   */
  public void decode(InputStream in, LineSink sink) throws IOException, InterruptedException {
    LineReader reader = new LineReader(in, maxLineBytes, sink);
    String line = reader.next();
    while (line != null) {
      sink.line(line);
      line = reader.next();
    }
  }

  /**
   * Returns the lines of {@code in}, which are read as they are asked for. Does not close the
   * stream.
   *
   * @return an iterator, confined to one thread at a time, that throws {@link UncheckedIOException}
   *     if the stream fails
   */
  public Iterator<String> lines(InputStream in, LineFaults faults) {
    return new Lines(new LineReader(in, maxLineBytes, faults));
  }

  private static final class Lines implements Iterator<String> {

    private final LineReader reader;
    private @Nullable String next;
    private boolean ended;

    Lines(LineReader reader) {
      this.reader = reader;
    }

    @Override
    public boolean hasNext() {
      if (next == null && !ended) {
        try {
          next = reader.next();
        } catch (IOException failure) {
          throw new UncheckedIOException(failure);
        }
        ended = next == null;
      }
      return !ended;
    }

    @Override
    public String next() {
      String line = hasNext() ? next : null;
      if (line == null) {
        throw new NoSuchElementException("Cannot read a line: the stream has no more");
      }
      next = null;
      return line;
    }
  }
}
