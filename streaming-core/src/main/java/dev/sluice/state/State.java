package dev.sluice.state;

import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * The state of one key while a function of {@link StateSpec} is called for it; of no use
 * afterwards. A state that is kept must not be changed in place: older batches see it, too, and a
 * repeated task begins with it. Confined to the task's thread.
 *
 * @param <S> the states
 */
public interface State<S> {
  /** Whether there is a state. */
  boolean exists();

  /**
   * The state.
   *
   * @throws NoSuchElementException if there is none
   */
  S get();

  /** The state, or empty if there is none. */
  Optional<S> getOption();

  /**
   * Sets the state.
   *
   * @throws IllegalArgumentException if the state was removed in this call or is timing out, or if
   *     the new one is null
   */
  void update(S state);

  /**
   * Removes the state.
   *
   * @throws IllegalArgumentException if it was removed in this call already, or is timing out
   */
  void remove();

  /** Whether the function is called because no record came in time; the state is removed then. */
  boolean isTimingOut();

  /** The state as text, or {@code <state not set>}. */
  @Override
  String toString();
}
