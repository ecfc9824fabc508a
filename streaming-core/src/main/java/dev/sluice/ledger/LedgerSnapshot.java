package dev.sluice.ledger;

import dev.sluice.io.TaggedBytes;
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
 * @param waiting the blocks that no batch has yet, in order of arrival within each stream
 * @param batches the batches whose inputs are known, oldest first
 * @param lastAllocated the newest batch that got inputs
 */
public record LedgerSnapshot(
    List<ReceivedBlock> waiting, List<BatchEntry> batches, Optional<Time> lastAllocated) {
  /** Nothing has happened yet. */
  public static final LedgerSnapshot EMPTY =
      new LedgerSnapshot(List.of(), List.of(), Optional.empty());

  /** Copies the lists. */
  public LedgerSnapshot {
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
      Time time, Map<Integer, BatchInput> inputs, List<Integer> outputsDone, boolean done) {
    /** Copies the collections. */
    public BatchEntry {
      inputs = Map.copyOf(inputs);
      outputsDone = List.copyOf(outputsDone);
      outputsDone.forEach(LedgerEvent::requireOutput);
    }

    private void writeTo(DataOutputStream out) throws IOException {
      out.writeLong(time.milliseconds());
      EventCodec.writeInputs(out, inputs);
      out.writeInt(outputsDone.size());
      for (int output : outputsDone) {
        out.writeInt(output);
      }
      out.writeBoolean(done);
    }

    private static BatchEntry readFrom(DataInputStream in) throws IOException {
      Time time = EventCodec.readTime(in);
      Map<Integer, BatchInput> inputs = EventCodec.readInputs(in);
      List<Integer> outputsDone = new ArrayList<>();
      for (int left = TaggedBytes.readCount(in); left > 0; left--) {
        outputsDone.add(in.readInt());
      }
      return new BatchEntry(time, inputs, outputsDone, in.readBoolean());
    }
  }

  void writeTo(DataOutputStream out) throws IOException {
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
    return new LedgerSnapshot(waiting, batches, last);
  }
}
