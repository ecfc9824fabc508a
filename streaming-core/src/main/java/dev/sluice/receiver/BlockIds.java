package dev.sluice.receiver;

import dev.sluice.engine.BlockId;
import dev.sluice.io.Bytes;
import dev.sluice.io.TaggedBytes;
import dev.sluice.receiver.RecordedPositions.Progress;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Lists of block ids, and of what is recorded of blocks, within messages. Stateless. */
final class BlockIds {
  private BlockIds() {}

  static void write(DataOutputStream out, List<BlockId> blocks) throws IOException {
    out.writeInt(blocks.size());
    for (BlockId block : blocks) {
      write(out, block);
    }
  }

  static List<BlockId> read(DataInputStream in) throws IOException {
    List<BlockId> blocks = new ArrayList<>();
    for (int left = TaggedBytes.readCount(in); left > 0; left--) {
      blocks.add(readOne(in));
    }
    return blocks;
  }

  static void writeRecorded(DataOutputStream out, List<RecordedPositions> recorded)
      throws IOException {
    out.writeInt(recorded.size());
    for (RecordedPositions each : recorded) {
      write(out, each.block());
      TaggedBytes.writeString(out, each.progress().name());
      TaggedBytes.writeBytes(out, each.positions().toArray());
    }
  }

  static List<RecordedPositions> readRecorded(DataInputStream in) throws IOException {
    List<RecordedPositions> recorded = new ArrayList<>();
    for (int left = TaggedBytes.readCount(in); left > 0; left--) {
      recorded.add(
          new RecordedPositions(
              readOne(in),
              Progress.valueOf(TaggedBytes.readString(in)),
              Bytes.of(TaggedBytes.readBytes(in))));
    }
    return recorded;
  }

  static void write(DataOutputStream out, BlockId block) throws IOException {
    TaggedBytes.writeString(out, block.namespace());
    out.writeLong(block.number());
  }

  static BlockId readOne(DataInputStream in) throws IOException {
    return new BlockId(TaggedBytes.readString(in), in.readLong());
  }
}
