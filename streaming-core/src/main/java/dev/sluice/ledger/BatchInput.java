package dev.sluice.ledger;

import dev.sluice.io.Bytes;
import dev.sluice.receiver.ReceivedBlock;
import java.io.Serializable;
import java.util.List;
import java.util.Map;

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
}
