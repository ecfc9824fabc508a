package dev.sluice.source;

import dev.sluice.dstream.Guarantee;
import dev.sluice.dstream.InputSource;
import dev.sluice.io.Bytes;
import dev.sluice.io.TaggedBytes;
import dev.sluice.ledger.BatchInput;
import dev.sluice.rdd.RDD;
import dev.sluice.rdd.RddContext;
import dev.sluice.rdd.Source;
import dev.sluice.time.Time;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
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
  private static final int ORIGIN = 1;

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
  public Bytes start(Time zero) {
    long afterMs = settings.after().milliseconds();
    return Bytes.of(TaggedBytes.write(ORIGIN, out -> out.writeLong(afterMs)));
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if the origin is not that of a file stream, or a batch has
   *     something else than file names
   */
  @Override
  public void resume(Bytes origin, NavigableMap<Time, BatchInput> recent) {
    Time after =
        TaggedBytes.read(
            origin.toArray(),
            "the origin of the file stream of " + settings.finder().location(),
            (kind, in) -> kind == ORIGIN ? new Time(in.readLong()) : null);
    Map<Time, List<String>> chosen = new LinkedHashMap<>();
    recent.forEach((batch, input) -> chosen.put(batch, FileNames.decode(input.descriptor()).all()));
    choice.resume(after, chosen);
  }

  @Override
  public Duration remember() {
    return settings.remember();
  }

  @Override
  public BatchInput plan(Time batch, int streamId) throws Exception {
    long begunNanos = System.nanoTime();
    FileChoice.Chosen chosen = choice.choose(batch);
    warnIfSlow(Duration.ofNanos(System.nanoTime() - begunNanos));
    warnIfNew(chosen.problems());
    Bytes descriptor = new FileNames(chosen.files(), chosen.again()).encode();
    return new BatchInput(streamId, 0, List.of(), descriptor, metadata(chosen));
  }

  private void warnIfSlow(Duration listing) {
    if (listing.compareTo(settings.slide()) > 0) {
      LOG.warn(
          "Listing the files of {} took {} ms, longer than the batch interval of {} ms; move files"
              + " that were read away, or make the interval longer",
          settings.finder().location(),
          listing.toMillis(),
          settings.slide().toMillis());
    }
  }

  /** The batch's metadata tell of a problem every time; the log only when it is another one. */
  private void warnIfNew(List<String> problems) {
    if (!problems.isEmpty() && !problems.equals(knownProblems)) {
      LOG.warn("Cannot list all files of {}: {}", settings.finder().location(), problems);
    }
    knownProblems = problems;
  }

  private static Map<String, String> metadata(FileChoice.Chosen chosen) {
    Map<String, String> metadata = new LinkedHashMap<>();
    if (!chosen.files().isEmpty()) {
      String names = String.join("\n", chosen.files());
      metadata.put("files", names);
      metadata.put("Description", names);
    }
    if (!chosen.problems().isEmpty()) {
      metadata.put("problems", String.join("\n", chosen.problems()));
    }
    return metadata;
  }

  @Override
  public RDD<T> read(RddContext context, Time batch, BatchInput input) {
    List<RDD<T>> datasets = new ArrayList<>();
    for (String file : FileNames.decode(input.descriptor()).files()) {
      datasets.add(read(context, batch, file));
    }
    return datasets.size() == 1 ? datasets.get(0) : context.union(datasets);
  }

  /** The job, not the making of it, fails if the file cannot be read. */
  private RDD<T> read(RddContext context, Time batch, String file) {
    try {
      return format.read(context, file);
    } catch (IOException | RuntimeException e) {
      String message = "Cannot read %s of batch %d ms".formatted(file, batch.milliseconds());
      return context.rdd(new Source<T>(List.of(new FailedSplit<>(message, e))));
    }
  }
}
