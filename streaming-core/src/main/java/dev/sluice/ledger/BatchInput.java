package dev.sluice.ledger;

import dev.sluice.io.Bytes;
import dev.sluice.io.TaggedBytes;
import dev.sluice.receiver.ReceivedBlock;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * What one input stream gives to one batch: enough to read it again. Immutable.
 *
 * @param streamId the input stream
 * @param records the number of records, as far as it is known
 * @param blocks the received blocks; empty for a source without receiver
 * @param descriptor what a source without receiver needs to read the same again, in a form only it
 *     understands; empty if there is nothing to read
 * @param metadata what a person might want to know, such as file names, by name
 */
public record BatchInput(
    int streamId,
    long records,
    List<ReceivedBlock> blocks,
    Bytes descriptor,
    Map<String, String> metadata)
    implements Serializable {
  /** Copies the collections. */
  public BatchInput {
    blocks = List.copyOf(blocks);
    metadata = Map.copyOf(metadata);
  }

  /** An input that has nothing for this batch. */
  public static BatchInput nothing(int streamId) {
    return new BatchInput(streamId, 0, List.of(), Bytes.EMPTY, Map.of());
  }

  /** What is left without some of the blocks. */
  BatchInput without(Predicate<ReceivedBlock> isLeftOut) {
    List<ReceivedBlock> left = blocks.stream().filter(isLeftOut.negate()).toList();
    if (left.size() == blocks.size()) {
      return this;
    }
    long less = count(blocks) - count(left);
    return new BatchInput(streamId, Math.max(0, records - less), left, descriptor, metadata);
  }

  private static long count(List<ReceivedBlock> blocks) {
    return blocks.stream().mapToLong(block -> block.records().orElse(0)).sum();
  }

  void writeTo(DataOutputStream out) throws IOException {
    out.writeInt(streamId);
    out.writeLong(records);
    out.writeInt(blocks.size());
    for (ReceivedBlock block : blocks) {
      block.writeTo(out);
    }
    TaggedBytes.writeBytes(out, descriptor.toArray());
    out.writeInt(metadata.size());
    for (Map.Entry<String, String> entry : new TreeMap<>(metadata).entrySet()) {
      TaggedBytes.writeString(out, entry.getKey());
      TaggedBytes.writeString(out, entry.getValue());
    }
  }

  static BatchInput readFrom(DataInputStream in) throws IOException {
    int streamId = in.readInt();
    long records = in.readLong();
    List<ReceivedBlock> blocks = new ArrayList<>();
    for (int left = TaggedBytes.readCount(in); left > 0; left--) {
      blocks.add(ReceivedBlock.readFrom(in));
    }
    Bytes descriptor = Bytes.of(TaggedBytes.readBytes(in));
    Map<String, String> metadata = new TreeMap<>();
    for (int left = TaggedBytes.readCount(in); left > 0; left--) {
      metadata.put(TaggedBytes.readString(in), TaggedBytes.readString(in));
    }
    return new BatchInput(streamId, records, blocks, descriptor, metadata);
  }
}
