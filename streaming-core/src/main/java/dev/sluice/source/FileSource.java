package dev.sluice.source;

import dev.sluice.dstream.Guarantee;
import dev.sluice.dstream.InputSource;
import dev.sluice.io.Bytes;
import dev.sluice.ledger.BatchInput;
import dev.sluice.rdd.RDD;
import dev.sluice.rdd.RddContext;
import dev.sluice.rdd.Source;
import dev.sluice.time.Time;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives new files of directories to batches. Of a batch the ledger gets the names of its files, so
 * that they can be read again. Confined to the driver thread.
 *
 * @param <T> the records
 */
final class FileSource<T> implements InputSource<T> {
  private static final Logger LOG = LoggerFactory.getLogger(FileSource.class);

  private final FileSettings settings;
  private final FileFormat<T> format;
  private final FileChoice choice;
  private List<String> knownProblems = List.of();

  FileSource(FileSettings settings, FileFormat<T> format) {
    this.settings = settings;
    this.format = format;
    this.choice = new FileChoice(settings);
  }

  @Override
  public String name() {
    return "File stream";
  }

  @Override
  public Guarantee guarantee() {
    return Guarantee.REPLAYABLE;
  }

  @Override
  public BatchInput plan(Time batch, int streamId) throws Exception {
    long begunNanos = System.nanoTime();
    FileChoice.Chosen chosen = choice.choose(batch);
    warnIfSlow(Duration.ofNanos(System.nanoTime() - begunNanos));
    warnIfNew(chosen.problems());
    Bytes descriptor = chosen.files().isEmpty() ? Bytes.EMPTY : FileNames.encode(chosen.files());
    return new BatchInput(streamId, 0, List.of(), descriptor, metadata(chosen));
  }

  private void warnIfSlow(Duration listing) {
    if (listing.compareTo(settings.slide()) > 0) {
      LOG.warn(
          "Listing the files of {} took {} ms, longer than the batch interval of {} ms; move files"
              + " that were read away, or make the interval longer",
          settings.directory(),
          listing.toMillis(),
          settings.slide().toMillis());
    }
  }

  /** The batch's metadata tell of a problem every time; the log only when it is another one. */
  private void warnIfNew(List<String> problems) {
    if (!problems.isEmpty() && !problems.equals(knownProblems)) {
      LOG.warn("Cannot list all files of {}: {}", settings.directory(), problems);
    }
    knownProblems = problems;
  }

  private static Map<String, String> metadata(FileChoice.Chosen chosen) {
    Map<String, String> metadata = new LinkedHashMap<>();
    if (!chosen.files().isEmpty()) {
      String names = String.join("\n", chosen.files().stream().map(Path::toString).toList());
      metadata.put("files", names);
      metadata.put("Description", names);
    }
    if (!chosen.problems().isEmpty()) {
      metadata.put("problems", String.join("\n", chosen.problems()));
    }
    return metadata;
  }

  @Override
  public RDD<T> read(RddContext context, Time batch, BatchInput input) throws IOException {
    List<RDD<T>> datasets = new ArrayList<>();
    for (Path file : FileNames.decode(input.descriptor())) {
      datasets.add(read(context, batch, file));
    }
    return datasets.size() == 1 ? datasets.get(0) : context.union(datasets);
  }

  /** The job, not the making of it, fails if the file cannot be read. */
  private RDD<T> read(RddContext context, Time batch, Path file) {
    try {
      return format.read(context, file);
    } catch (IOException | RuntimeException e) {
      String message = "Cannot read %s of batch %d ms".formatted(file, batch.milliseconds());
      return context.rdd(new Source<T>(List.of(new FailedSplit<>(message, e))));
    }
  }
}
