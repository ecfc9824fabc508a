package dev.sluice.ledger;

import dev.sluice.engine.BlockId;
import dev.sluice.io.Bytes;
import dev.sluice.io.TaggedBytes;
import dev.sluice.ledger.LedgerEvent.BatchAllocated;
import dev.sluice.ledger.LedgerEvent.BatchDone;
import dev.sluice.ledger.LedgerEvent.BlockAdded;
import dev.sluice.ledger.LedgerEvent.BlocksLost;
import dev.sluice.ledger.LedgerEvent.InputsForgotten;
import dev.sluice.ledger.LedgerEvent.InputsLost;
import dev.sluice.ledger.LedgerEvent.OutputDone;
import dev.sluice.ledger.LedgerEvent.StreamAdded;
import dev.sluice.receiver.ReceivedBlock;
import dev.sluice.time.Time;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Ledger events as bytes; the form is described in docs/file-formats.md. Stateless. */
final class EventCodec {
  private static final int BLOCK_ADDED = 1;
  private static final int BATCH_ALLOCATED = 2;
  private static final int OUTPUT_DONE = 3;
  private static final int BATCH_DONE = 4;
  private static final int INPUTS_FORGOTTEN = 5;
  private static final int STREAM_ADDED = 6;
  private static final int INPUTS_LOST = 7;
  private static final int BLOCKS_LOST = 8;

  private EventCodec() {}

  static byte[] encode(LedgerEvent event) {
    if (event instanceof BlockAdded added) {
      return TaggedBytes.write(BLOCK_ADDED, added.block()::writeTo);
    } else if (event instanceof BatchAllocated allocated) {
      return TaggedBytes.write(BATCH_ALLOCATED, out -> writeAllocated(out, allocated));
    } else if (event instanceof OutputDone output) {
      return TaggedBytes.write(
          OUTPUT_DONE,
          out -> {
            out.writeLong(output.time().milliseconds());
            TaggedBytes.writeString(out, output.output());
          });
    } else if (event instanceof BatchDone done) {
      return TaggedBytes.write(BATCH_DONE, out -> out.writeLong(done.time().milliseconds()));
    } else if (event instanceof InputsForgotten forgotten) {
      return TaggedBytes.write(
          INPUTS_FORGOTTEN, out -> out.writeLong(forgotten.upTo().milliseconds()));
    } else if (event instanceof StreamAdded added) {
      return TaggedBytes.write(STREAM_ADDED, out -> writeStream(out, added));
    } else if (event instanceof InputsLost lost) {
      return TaggedBytes.write(INPUTS_LOST, out -> writeLost(out, lost));
    } else if (event instanceof BlocksLost lost) {
      return TaggedBytes.write(BLOCKS_LOST, out -> writeLost(out, lost));
    }
    throw new AssertionError(event);
  }

  static void writeStream(DataOutputStream out, StreamAdded stream) throws IOException {
    out.writeInt(stream.streamId());
    TaggedBytes.writeString(out, stream.name());
    TaggedBytes.writeBytes(out, stream.origin().toArray());
  }

  static StreamAdded readStream(DataInputStream in) throws IOException {
    return new StreamAdded(
        in.readInt(), TaggedBytes.readString(in), Bytes.of(TaggedBytes.readBytes(in)));
  }

  private static void writeLost(DataOutputStream out, InputsLost lost) throws IOException {
    out.writeLong(lost.after().milliseconds());
    writeTimes(out, lost.repeated());
  }

  private static void writeLost(DataOutputStream out, BlocksLost lost) throws IOException {
    out.writeInt(lost.blocks().size());
    for (BlockId block : lost.blocks()) {
      TaggedBytes.writeString(out, block.namespace());
      out.writeLong(block.number());
    }
    writeTimes(out, lost.repeated());
  }

  private static BlocksLost readBlocksLost(DataInputStream in) throws IOException {
    List<BlockId> blocks = new ArrayList<>();
    for (int left = TaggedBytes.readCount(in); left > 0; left--) {
      blocks.add(new BlockId(TaggedBytes.readString(in), in.readLong()));
    }
    return new BlocksLost(blocks, readTimes(in));
  }

  private static void writeTimes(DataOutputStream out, List<Time> times) throws IOException {
    out.writeInt(times.size());
    for (Time time : times) {
      out.writeLong(time.milliseconds());
    }
  }

  private static List<Time> readTimes(DataInputStream in) throws IOException {
    List<Time> times = new ArrayList<>();
    for (int left = TaggedBytes.readCount(in); left > 0; left--) {
      times.add(readTime(in));
    }
    return times;
  }

  private static void writeAllocated(DataOutputStream out, BatchAllocated event)
      throws IOException {
    out.writeLong(event.time().milliseconds());
    writeInputs(out, event.inputs());
  }

  static void writeInputs(DataOutputStream out, Map<Integer, BatchInput> inputs)
      throws IOException {
    out.writeInt(inputs.size());
    for (BatchInput input : new TreeMap<>(inputs).values()) {
      input.writeTo(out);
    }
  }

  static Map<Integer, BatchInput> readInputs(DataInputStream in) throws IOException {
    Map<Integer, BatchInput> inputs = new HashMap<>();
    for (int left = TaggedBytes.readCount(in); left > 0; left--) {
      BatchInput input = BatchInput.readFrom(in);
      inputs.put(input.streamId(), input);
    }
    return inputs;
  }

  /**
   * The event that the bytes hold.
   *
   * @throws IllegalArgumentException if they hold none of this version
   */
  static LedgerEvent decode(byte[] bytes) {
    return TaggedBytes.read(bytes, "an event of the ledger", EventCodec::read);
  }

  private static @Nullable LedgerEvent read(int kind, DataInputStream in) throws IOException {
    return switch (kind) {
      case BLOCK_ADDED -> new BlockAdded(ReceivedBlock.readFrom(in));
      case BATCH_ALLOCATED -> new BatchAllocated(readTime(in), readInputs(in));
      case OUTPUT_DONE -> new OutputDone(readTime(in), TaggedBytes.readString(in));
      case BATCH_DONE -> new BatchDone(readTime(in));
      case INPUTS_FORGOTTEN -> new InputsForgotten(readTime(in));
      case STREAM_ADDED -> readStream(in);
      case INPUTS_LOST -> new InputsLost(readTime(in), readTimes(in));
      case BLOCKS_LOST -> readBlocksLost(in);
      default -> null;
    };
  }

  static Time readTime(DataInputStream in) throws IOException {
    return new Time(in.readLong());
  }
}
