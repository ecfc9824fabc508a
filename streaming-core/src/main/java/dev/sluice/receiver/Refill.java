package dev.sluice.receiver;

import dev.sluice.engine.BlockId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Blocks of an earlier process while their records come again in one attempt: each record is put
 * into the place that it had. Confined to the thread of the attempt's generator.
 *
 * @param <T> the records
 * @param <P> the positions
 */
final class Refill<T, P> {
  private final StoredPositions<P> stored;
  private final Map<BlockId, Places<T, P>> places = new HashMap<>();

  /**
   * Nothing has come.
   *
   * @param stored knows the blocks that are awaited
   */
  Refill(StoredPositions<P> stored) {
    this.stored = stored;
  }

  /** What came of a block, in the order that it had. Immutable. */
  record Block<T, P>(List<T> records, List<P> positions) {}

  /** A record that came. */
  private record Came<T>(T value) {}

  /** The places of a block. */
  private static final class Places<T, P> {
    private final List<P> positions;
    private final Map<P, Came<T>> records = new HashMap<>();

    Places(List<P> positions) {
      this.positions = positions;
    }

    boolean put(P position, T value) {
      return records.putIfAbsent(position, new Came<>(value)) == null
          && records.size() == positions.size();
    }

    Block<T, P> block() {
      List<T> values = new ArrayList<>(records.size());
      List<P> came = new ArrayList<>(records.size());
      for (P position : positions) {
        Came<T> record = records.get(position);
        if (record != null) {
          values.add(record.value());
          came.add(position);
        }
      }
      return new Block<>(values, came);
    }
  }

  /** Puts a record into a block, if that is awaited; whether that is full now. */
  boolean put(BlockId block, P position, T value) {
    Places<T, P> open = places.get(block);
    if (open == null) {
      @Nullable List<P> positions = stored.awaited(block);
      if (positions == null) {
        return false;
      }
      open = new Places<>(positions);
      places.put(block, open);
    }
    return open.put(position, value);
  }

  /** Takes out what came of a block. */
  Block<T, P> take(BlockId block) {
    Places<T, P> open = places.remove(block);
    return open == null ? new Block<>(List.of(), List.of()) : open.block();
  }
}
