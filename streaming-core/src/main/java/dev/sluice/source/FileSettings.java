package dev.sluice.source;

import dev.sluice.function.Function;
import dev.sluice.time.Clock;
import dev.sluice.time.Durations;
import dev.sluice.time.Time;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Which files a file stream reads. Immutable.
 *
 * @param finder where the files are
 * @param after only files modified after this time are read: the clock's time for new files only, 0
 *     for older files, too
 * @param slide the time between two batches
 * @param minRemember how far back to look for files, at least; rounded up to whole slides. A file
 *     that appears with a modification time longer ago than that is missed
 */
public record FileSettings(FileFinder finder, Time after, Duration slide, Duration minRemember) {
  /**
   * Checks the durations.
   *
   * @throws IllegalArgumentException if one is not a positive whole number of milliseconds
   */
  public FileSettings {
    slide = Durations.requireWholePositive("slide of a file stream", slide);
    minRemember = Durations.requireWholePositive("remember duration of a file stream", minRemember);
  }

  /**
   * Which local files a file stream reads.
   *
   * @param directory where the files are: a path, a {@code file:} URI, or such with names that are
   *     patterns ({@code *}, {@code ?}, {@code [a-z]}, {@code {a,b}}), which then stands for all
   *     directories that match; files in directories below are not read
   * @param filter which files to read; called on the driver thread for files, not for directories
   * @throws IllegalArgumentException if a duration is not a positive whole number of milliseconds,
   *     or the directory is no local path or pattern
   */
  public FileSettings(
      String directory,
      Function<Path, Boolean> filter,
      Time after,
      Duration slide,
      Duration minRemember) {
    this(new PathFinder(directory, filter), after, slide, minRemember);
  }

  /**
   * Files that are written from now on, except hidden ones.
   *
   * @param clock says when now is
   */
  public static FileSettings newFiles(
      String directory, Clock clock, Duration slide, Duration minRemember) {
    return new FileSettings(directory, notHidden(), new Time(clock.millis()), slide, minRemember);
  }

  /** The default filter: takes files whose name does not start with a dot. */
  public static Function<Path, Boolean> notHidden() {
    return file -> {
      Path name = file.getFileName();
      return name != null && !name.toString().startsWith(".");
    };
  }

  /** How far back to look for files: the least number of slides that covers the minimum. */
  Duration remember() {
    return Durations.roundUp(minRemember, slide);
  }
}
