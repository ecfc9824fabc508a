package dev.sluice.source;

import dev.sluice.dstream.Guarantee;
import dev.sluice.dstream.InputSource;
import dev.sluice.io.Bytes;
import dev.sluice.io.KryoSerializer;
import dev.sluice.io.StoragePlace;
import dev.sluice.io.TaggedBytes;
import dev.sluice.ledger.BatchInput;
import dev.sluice.quarantine.Quarantine;
import dev.sluice.quarantine.QuarantineFile;
import dev.sluice.quarantine.QuarantineReader;
import dev.sluice.rdd.RDD;
import dev.sluice.rdd.RddContext;
import dev.sluice.rdd.Source;
import dev.sluice.time.Time;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;

/**
 * Gives the records of a quarantine, as the functions that failed on them got them: those of the
 * files that are there when the program starts for the first time, some files to each batch, oldest
 * first. Confined to the driver thread.
 *
 * @param <T> the records
 */
public final class ReplaySource<T> implements InputSource<T>, QuarantineReader {
  private static final int ORIGIN = 1;
  private static final int CHOSEN = 1;
  private static final long BATCH_BYTES = 16L << 20;
  private static final int BATCH_FILES = 256;

  private final Quarantine quarantine;
  private final KryoSerializer serializer;
  private final Duration interval;
  private List<QuarantineFile> files = List.of();
  private int next;

  /**
   * A source of a quarantine's records.
   *
   * @param serializer of the evolving form
   * @param interval between two batches
   */
  public ReplaySource(Quarantine quarantine, KryoSerializer serializer, Duration interval) {
    this.quarantine = quarantine;
    this.serializer = serializer;
    this.interval = interval;
  }

  /** Some of the files, by their numbers. */
  private record Range(int from, int to) {
    Bytes encode() {
      return Bytes.of(
          TaggedBytes.write(
              CHOSEN,
              out -> {
                out.writeInt(from);
                out.writeInt(to);
              }));
    }

    static Range decode(Bytes bytes) {
      return TaggedBytes.read(
          bytes.toArray(),
          "what a batch replays",
          (kind, in) -> kind == CHOSEN ? new Range(in.readInt(), in.readInt()) : null);
    }
  }

  @Override
  public String name() {
    return "Replay stream";
  }

  @Override
  public Guarantee guarantee() {
    return Guarantee.REPLAYABLE;
  }

  @Override
  public StoragePlace reads() {
    return quarantine.place();
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if there is nothing to replay
   */
  @Override
  public Bytes start(Time zero) throws IOException {
    files = quarantine.files();
    if (files.isEmpty()) {
      throw new IllegalArgumentException(
          "Cannot replay %s: found no quarantined records there, expected some"
              .formatted(quarantine));
    }
    return Bytes.of(TaggedBytes.write(ORIGIN, this::writeFiles));
  }

  private void writeFiles(DataOutputStream out) throws IOException {
    out.writeInt(files.size());
    for (QuarantineFile file : files) {
      TaggedBytes.writeString(out, file.name());
      out.writeLong(file.bytes());
      out.writeInt(file.records());
    }
  }

  private static List<QuarantineFile> readFiles(DataInputStream in) throws IOException {
    List<QuarantineFile> files = new ArrayList<>();
    for (int left = TaggedBytes.readCount(in); left > 0; left--) {
      files.add(new QuarantineFile(TaggedBytes.readString(in), in.readLong(), in.readInt()));
    }
    return files;
  }

  @Override
  public void resume(Bytes origin, NavigableMap<Time, BatchInput> recent) {
    files =
        TaggedBytes.read(
            origin.toArray(),
            "the origin of the replay of " + quarantine,
            (kind, in) -> kind == ORIGIN ? readFiles(in) : null);
    Map.Entry<Time, BatchInput> newest = recent.lastEntry();
    next = newest == null ? 0 : Range.decode(newest.getValue().descriptor()).to();
  }

  /** What the last batch got says where to go on. */
  @Override
  public Duration remember() {
    return interval;
  }

  @Override
  public BatchInput plan(Time batch, int streamId) {
    int from = next;
    long bytes = 0;
    while (next < files.size() && (next == from || next - from < BATCH_FILES)) {
      bytes += files.get(next).bytes();
      if (next > from && bytes > BATCH_BYTES) {
        break;
      }
      next++;
    }
    List<QuarantineFile> chosen = files.subList(from, next);
    long records = chosen.stream().mapToLong(QuarantineFile::records).sum();
    return new BatchInput(
        streamId, records, List.of(), new Range(from, next).encode(), metadata(chosen));
  }

  private Map<String, String> metadata(List<QuarantineFile> chosen) {
    return chosen.isEmpty()
        ? Map.of()
        : Map.of(
            "Description",
            "%s of %s"
                .formatted(
                    String.join(", ", chosen.stream().map(QuarantineFile::name).toList()),
                    quarantine));
  }

  @Override
  public RDD<T> read(RddContext context, Time batch, BatchInput input) {
    Range range = Range.decode(input.descriptor());
    List<QuarantineSplit<T>> splits =
        files.subList(range.from(), range.to()).stream()
            .map(file -> new QuarantineSplit<T>(quarantine, file.name(), serializer))
            .toList();
    return context.rdd(new Source<T>(splits));
  }
}
