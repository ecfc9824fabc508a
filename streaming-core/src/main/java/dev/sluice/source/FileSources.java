package dev.sluice.source;

import dev.sluice.dstream.InputSource;
import dev.sluice.io.Locations;
import dev.sluice.rdd.RDD;
import dev.sluice.rdd.RddContext;
import dev.sluice.time.Clock;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;

/**
 * Makes sources that read the files which appear in directories, each once. A batch gets the files
 * whose modification time is not after the batch time, after {@link FileSettings#after()}, less
 * than the remember duration ago, and that no batch has got. A directory that is not there is a
 * warning, not an error. Which files a batch got is known to the ledger; they are read when its
 * jobs run, and a job whose file is gone by then fails.
 *
 * <p>After a restart all this goes on: files that came while the program was down go to the batches
 * that were missed, by their modification time, and files from before the very first start are
 * still left out.
 *
 * <p>Files must appear whole, by being moved into the directory; what is appended to them later is
 * not seen. Moving keeps the modification time, so a file that was written longer ago than the
 * remember duration is missed. Stateless.
 */
public final class FileSources {
  private static final long SPLIT_BYTES = 32L << 20;

  private FileSources() {}

  /** Reads files of a format of one's own. */
  public static <T> InputSource<T> of(FileSettings settings, FileFormat<T> format) {
    return new FileSource<>(settings, format);
  }

  /**
   * Reads lines of UTF-8, without their {@code \n} or {@code \r\n}. A file is a partition; a large
   * one has several of about 32 MiB, split at line ends.
   */
  public static InputSource<String> textLines(FileSettings settings) {
    return of(settings, FileSources::lines);
  }

  /** Reads lines of new files that are not hidden, as {@link FileSettings#newFiles} has it. */
  public static InputSource<String> textLines(
      String directory, Clock clock, Duration slide, Duration minRemember) {
    return textLines(FileSettings.newFiles(directory, clock, slide, minRemember));
  }

  /**
   * Reads records of the same length. A job fails if the size of one of its files is no multiple of
   * it.
   *
   * @param recordLength in bytes, 1 or more
   * @throws IllegalArgumentException if the length is less
   */
  public static InputSource<byte[]> binaryRecords(FileSettings settings, int recordLength) {
    if (recordLength < 1) {
      throw new IllegalArgumentException(
          "Cannot read binary records: found a length of "
              + recordLength
              + " bytes, expected 1 or more");
    }
    return of(settings, (context, file) -> records(context, file, recordLength));
  }

  /** Reads records of new files that are not hidden, as {@link FileSettings#newFiles} has it. */
  public static InputSource<byte[]> binaryRecords(
      String directory, int recordLength, Clock clock, Duration slide, Duration minRemember) {
    return binaryRecords(FileSettings.newFiles(directory, clock, slide, minRemember), recordLength);
  }

  private static RDD<String> lines(RddContext context, String file) throws IOException {
    long splits = (Files.size(Locations.path(file)) + SPLIT_BYTES - 1) / SPLIT_BYTES;
    return context.textFile(file, (int) Math.max(splits, 1));
  }

  private static RDD<byte[]> records(RddContext context, String file, int recordLength)
      throws IOException {
    long bytes = Files.size(Locations.path(file));
    if (bytes % recordLength != 0) {
      throw new IOException(
          "Cannot read binary records of "
              + file
              + ": found "
              + bytes
              + " bytes, expected a multiple of the record length "
              + recordLength);
    }
    return context.binaryRecords(file, recordLength);
  }
}
