package dev.sluice.rdd;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * A range of a file of records of the same length. Immutable.
 *
 * @param path the file
 * @param recordLength the length of a record in bytes
 * @param from the first record
 * @param to the record after the last
 */
record BinarySplit(String path, int recordLength, long from, long to) implements Split<byte[]> {

  static List<BinarySplit> list(List<InputFiles.Found> files, int recordLength, int wanted) {
    if (recordLength < 1) {
      throw new IllegalArgumentException(
          "Cannot read binary records: found a length of "
              + recordLength
              + " bytes, expected 1 or more");
    }
    long total = files.stream().mapToLong(InputFiles.Found::bytes).sum() / recordLength;
    long goal = Math.max((total + wanted - 1) / wanted, 1);
    List<BinarySplit> splits = new ArrayList<>();
    for (InputFiles.Found file : files) {
      if (file.bytes() % recordLength != 0) {
        throw new IllegalArgumentException(
            "Cannot read binary records of "
                + file.path()
                + ": found "
                + file.bytes()
                + " bytes, expected a multiple of "
                + recordLength);
      }
      long records = file.bytes() / recordLength;
      for (long from = 0; from < records; from += goal) {
        splits.add(
            new BinarySplit(file.path(), recordLength, from, Math.min(from + goal, records)));
      }
    }
    return splits;
  }

  @Override
  public Iterator<byte[]> open(TaskContext context) throws IOException {
    InputStream in =
        new BufferedInputStream(FileRange.open(path, from * recordLength, to * recordLength));
    context.onEnd(in);
    return new Records(in, path, recordLength, to - from);
  }

  /** The records that are left. Confined to the task's thread. */
  private static final class Records implements Iterator<byte[]> {
    private final InputStream in;
    private final String path;
    private final int length;
    private long left;

    Records(InputStream in, String path, int length, long left) {
      this.in = in;
      this.path = path;
      this.length = length;
      this.left = left;
    }

    @Override
    public boolean hasNext() {
      return left > 0;
    }

    @Override
    public byte[] next() {
      if (!hasNext()) {
        throw new NoSuchElementException("Cannot read a record: the split has no more");
      }
      left--;
      try {
        byte[] record = in.readNBytes(length);
        if (record.length < length) {
          throw new EOFException("Cannot read " + path + ": it became shorter");
        }
        return record;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
