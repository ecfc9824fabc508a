package dev.sluice.dstream;

import dev.sluice.state.StateMap;
import java.io.Serializable;
import java.util.Optional;

/**
 * How a task finds the version of its partition that was written last: what has changed since then
 * need only be written. Immutable.
 *
 * @param <K> the keys
 * @param <S> the states
 */
sealed interface WrittenVersion<K, S> extends Serializable {
  /** The version itself, if a newer one can be compared with it where the task runs. */
  Optional<StateMap<K, S>> before(StateMap<K, S> newer);

  /** Of a version that was just written. */
  static <K, S> WrittenVersion<K, S> of(StateMap<K, S> version, boolean isEmbedded) {
    return isEmbedded ? new Held<>(version) : new Marked<>(version.mark());
  }

  /**
   * The driver holds it, as tasks run in its process.
   *
   * @param version the version
   */
  @SuppressWarnings("serial") // it stays in the process
  record Held<K, S>(StateMap<K, S> version) implements WrittenVersion<K, S> {
    @Override
    public Optional<StateMap<K, S>> before(StateMap<K, S> newer) {
      return Optional.of(version);
    }
  }

  /**
   * The process that wrote it holds it, together with the newer ones.
   *
   * @param name the mark of the version
   */
  record Marked<K, S>(String name) implements WrittenVersion<K, S> {
    @Override
    public Optional<StateMap<K, S>> before(StateMap<K, S> newer) {
      return newer.marked(name);
    }
  }
}
