package dev.sluice.source;

import dev.sluice.rdd.RDD;
import dev.sluice.rdd.RddContext;
import java.io.IOException;

/**
 * How the records of a file are read. Called on the driver thread; records are read later, by
 * tasks.
 *
 * @param <T> the records
 */
@FunctionalInterface
public interface FileFormat<T> {
  /**
   * The dataset of a file's records, in one partition or, if the file is large, in several.
   *
   * @param file the name that the stream's {@link FileFinder} gave it; of a local file the path
   * @throws IOException if the file cannot be read, for example because it is gone; the jobs that
   *     need it fail with this
   * @throws RuntimeException if the file is not of this format, likewise
   */
  RDD<T> read(RddContext context, String file) throws IOException;
}
