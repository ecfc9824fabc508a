package dev.sluice.state;

import dev.sluice.engine.Sized;
import java.util.List;

/**
 * What an operator with a {@link StateMap} keeps of one partition of one batch. Immutable.
 *
 * @param state the states after the batch
 * @param mapped what was made of the batch's records
 * @param versions how many versions are kept at a time; they share one table, each is counted with
 *     its part
 */
public record StatePartition<K, S, M>(StateMap<K, S> state, List<M> mapped, int versions)
    implements Sized {
  private static final long BYTES_PER_RECORD = 64;

  @Override
  public long sizeBytes() {
    return state.sizeBytes() / versions + BYTES_PER_RECORD * (mapped.size() + 1L);
  }
}
