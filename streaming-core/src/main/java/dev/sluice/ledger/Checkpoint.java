package dev.sluice.ledger;

import dev.sluice.io.LogPosition;
import dev.sluice.io.TaggedBytes;
import dev.sluice.time.Time;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * All that a program goes on from, as of one batch. Immutable. It holds data only: no code and no
 * configuration.
 *
 * @param time the batch after which it was taken; the zero time for the first one
 * @param zero the origin of the grid of batch times
 * @param batchInterval the time between two batches
 * @param appName the name of the program, for people
 * @param factory the class that makes the program's context; empty if it has no name
 * @param ledgerEnd the last event of the ledger's log that is in the fold; empty if none is
 * @param ledger the fold of the events up to there
 * @param states where the state of each operator is, by operator id
 */
public record Checkpoint(
    Time time,
    Time zero,
    Duration batchInterval,
    String appName,
    String factory,
    Optional<LogPosition> ledgerEnd,
    LedgerSnapshot ledger,
    Map<String, StateFiles> states) {
  private static final int CHECKPOINT = 1;

  /** Copies the map; times are not before 0, since they name files. */
  public Checkpoint {
    if (time.milliseconds() < 0) {
      throw new IllegalArgumentException(
          "Cannot make a checkpoint: found time " + time + ", expected 0 or later");
    }
    states = Map.copyOf(states);
  }

  /**
   * The files that together hold an operator's state. Immutable.
   *
   * @param kind the kind of operator, such as {@code mapWithState}
   * @param partitions the number of partitions
   * @param keys the number of keys
   * @param entries the number of entries in all files
   * @param chain the batches at which files were written, oldest first, at least one: at the first
   *     a full image, at each other one what had changed since the one before
   * @param orphaned whether no operator had the state when the checkpoint was taken
   */
  public record StateFiles(
      String kind, int partitions, long keys, long entries, List<Time> chain, boolean orphaned) {
    /** Copies the list. */
    public StateFiles {
      chain = List.copyOf(chain);
      if (chain.isEmpty()) {
        throw new IllegalArgumentException(
            "Cannot describe a state: found no files, expected a full image");
      }
    }

    /** The files of a state that an operator has. */
    public StateFiles(String kind, int partitions, long keys, long entries, List<Time> chain) {
      this(kind, partitions, keys, entries, chain, false);
    }

    /** The same files. */
    public StateFiles orphaned(boolean nowOrphaned) {
      return new StateFiles(kind, partitions, keys, entries, chain, nowOrphaned);
    }

    /** The batch after which the state was so. */
    public Time time() {
      return chain.get(chain.size() - 1);
    }
  }

  /** The bytes of this checkpoint; the form is described in docs/file-formats.md. */
  public byte[] encode() {
    return TaggedBytes.write(CHECKPOINT, this::writeTo);
  }

  private void writeTo(DataOutputStream out) throws IOException {
    out.writeLong(time.milliseconds());
    out.writeLong(zero.milliseconds());
    out.writeLong(batchInterval.toMillis());
    TaggedBytes.writeString(out, appName);
    TaggedBytes.writeString(out, factory);
    writePosition(out);
    ledger.writeTo(out);
    out.writeInt(states.size());
    for (Map.Entry<String, StateFiles> state : new TreeMap<>(states).entrySet()) {
      TaggedBytes.writeString(out, state.getKey());
      writeState(out, state.getValue());
    }
  }

  private void writePosition(DataOutputStream out) throws IOException {
    out.writeBoolean(ledgerEnd.isPresent());
    if (ledgerEnd.isPresent()) {
      out.writeLong(ledgerEnd.get().sequence());
      out.writeLong(ledgerEnd.get().offset());
      out.writeInt(ledgerEnd.get().length());
    }
  }

  private static Optional<LogPosition> readPosition(DataInputStream in) throws IOException {
    return in.readBoolean()
        ? Optional.of(new LogPosition(in.readLong(), in.readLong(), in.readInt()))
        : Optional.empty();
  }

  private static void writeState(DataOutputStream out, StateFiles state) throws IOException {
    TaggedBytes.writeString(out, state.kind());
    out.writeInt(state.partitions());
    out.writeLong(state.keys());
    out.writeLong(state.entries());
    out.writeInt(state.chain().size());
    for (Time written : state.chain()) {
      out.writeLong(written.milliseconds());
    }
    out.writeBoolean(state.orphaned());
  }

  /**
   * The checkpoint that the bytes hold.
   *
   * @throws IllegalArgumentException if they hold none of this version
   */
  public static Checkpoint decode(byte[] bytes) {
    return TaggedBytes.read(
        bytes, "a checkpoint", (kind, in) -> kind == CHECKPOINT ? readFrom(in) : null);
  }

  private static Checkpoint readFrom(DataInputStream in) throws IOException {
    Time time = EventCodec.readTime(in);
    Time zero = EventCodec.readTime(in);
    Duration batchInterval = Duration.ofMillis(in.readLong());
    String appName = TaggedBytes.readString(in);
    String factory = TaggedBytes.readString(in);
    Optional<LogPosition> ledgerEnd = readPosition(in);
    LedgerSnapshot ledger = LedgerSnapshot.readFrom(in);
    Map<String, StateFiles> states = new TreeMap<>();
    for (int left = TaggedBytes.readCount(in); left > 0; left--) {
      states.put(TaggedBytes.readString(in), readState(in));
    }
    return new Checkpoint(time, zero, batchInterval, appName, factory, ledgerEnd, ledger, states);
  }

  private static StateFiles readState(DataInputStream in) throws IOException {
    String kind = TaggedBytes.readString(in);
    int partitions = in.readInt();
    long keys = in.readLong();
    long entries = in.readLong();
    List<Time> chain = new ArrayList<>();
    for (int left = TaggedBytes.readCount(in); left > 0; left--) {
      chain.add(EventCodec.readTime(in));
    }
    return new StateFiles(kind, partitions, keys, entries, chain, in.readBoolean());
  }
}
