package dev.sluice.ledger;

import dev.sluice.io.TaggedBytes;
import dev.sluice.ledger.LedgerEvent.StreamAdded;
import dev.sluice.receiver.ReceivedBlock;
import dev.sluice.time.Time;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a ledger's events amount to. Immutable.
 *
 * @param streams the input streams that the program has or had, by number
 * @param waiting the blocks that no batch has yet, in order of arrival within each stream
 * @param batches the batches whose inputs are known, oldest first
 * @param lastAllocated the newest batch that got inputs
 */
public record LedgerSnapshot(
    List<StreamAdded> streams,
    List<ReceivedBlock> waiting,
    List<BatchEntry> batches,
    Optional<Time> lastAllocated) {
  /** Nothing has happened yet. */
  public static final LedgerSnapshot EMPTY =
      new LedgerSnapshot(List.of(), List.of(), List.of(), Optional.empty());

  /** Copies the lists. */
  public LedgerSnapshot {
    streams = List.copyOf(streams);
    waiting = List.copyOf(waiting);
    batches = List.copyOf(batches);
  }

  /**
   * A batch that has its inputs.
   *
   * @param time the batch
   * @param inputs what streams gave to it, by stream id
   * @param outputsDone the output operations that are done
   * @param done whether all are
   */
  public record BatchEntry(
      Time time, Map<Integer, BatchInput> inputs, List<String> outputsDone, boolean done) {
    /** Copies the collections. */
    public BatchEntry {
      inputs = Map.copyOf(inputs);
      outputsDone = List.copyOf(outputsDone);
    }

    private void writeTo(DataOutputStream out) throws IOException {
      out.writeLong(time.milliseconds());
      EventCodec.writeInputs(out, inputs);
      out.writeInt(outputsDone.size());
      for (String output : outputsDone) {
        TaggedBytes.writeString(out, output);
      }
      out.writeBoolean(done);
    }

    private static BatchEntry readFrom(DataInputStream in) throws IOException {
      Time time = EventCodec.readTime(in);
      Map<Integer, BatchInput> inputs = EventCodec.readInputs(in);
      List<String> outputsDone = new ArrayList<>();
      for (int left = TaggedBytes.readCount(in); left > 0; left--) {
        outputsDone.add(TaggedBytes.readString(in));
      }
      return new BatchEntry(time, inputs, outputsDone, in.readBoolean());
    }
  }

  void writeTo(DataOutputStream out) throws IOException {
    out.writeInt(streams.size());
    for (StreamAdded stream : streams) {
      EventCodec.writeStream(out, stream);
    }
    out.writeInt(waiting.size());
    for (ReceivedBlock block : waiting) {
      block.writeTo(out);
    }
    out.writeInt(batches.size());
    for (BatchEntry batch : batches) {
      batch.writeTo(out);
    }
    out.writeBoolean(lastAllocated.isPresent());
    if (lastAllocated.isPresent()) {
      out.writeLong(lastAllocated.get().milliseconds());
    }
  }

  static LedgerSnapshot readFrom(DataInputStream in) throws IOException {
    List<StreamAdded> streams = new ArrayList<>();
    for (int left = TaggedBytes.readCount(in); left > 0; left--) {
      streams.add(EventCodec.readStream(in));
    }
    List<ReceivedBlock> waiting = new ArrayList<>();
    for (int left = TaggedBytes.readCount(in); left > 0; left--) {
      waiting.add(ReceivedBlock.readFrom(in));
    }
    List<BatchEntry> batches = new ArrayList<>();
    for (int left = TaggedBytes.readCount(in); left > 0; left--) {
      batches.add(BatchEntry.readFrom(in));
    }
    Optional<Time> last =
        in.readBoolean() ? Optional.of(EventCodec.readTime(in)) : Optional.empty();
    return new LedgerSnapshot(streams, waiting, batches, last);
  }
}
