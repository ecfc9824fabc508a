package dev.sluice.state;

import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The state that a function sees, one object for all keys. Confined to the task's thread. */
final class KeyState<S> implements State<S> {
  private @Nullable S state;
  private boolean updated;
  private boolean removed;
  private boolean timingOut;

  /** Begins a call for a record. */
  void begin(@Nullable S current) {
    state = current;
    updated = false;
    removed = false;
    timingOut = false;
  }

  /** Begins a call for a key whose time is out. */
  void beginTimingOut(S current) {
    begin(current);
    timingOut = true;
  }

  boolean isUpdated() {
    return updated;
  }

  boolean isRemoved() {
    return removed;
  }

  @Override
  public boolean exists() {
    return state != null;
  }

  @Override
  public S get() {
    S current = state;
    if (current == null) {
      throw new NoSuchElementException("Cannot get the state: it is not set");
    }
    return current;
  }

  @Override
  public Optional<S> getOption() {
    return Optional.ofNullable(state);
  }

  @Override
  public void update(S newState) {
    requireChangeable("update");
    if (newState == null) {
      throw new IllegalArgumentException(
          "Cannot update the state: found null, expected a state or a call of remove()");
    }
    state = newState;
    updated = true;
  }

  @Override
  public void remove() {
    requireChangeable("remove");
    state = null;
    updated = false;
    removed = true;
  }

  @Override
  public boolean isTimingOut() {
    return timingOut;
  }

  private void requireChangeable(String what) {
    if (removed) {
      throw new IllegalArgumentException("Cannot " + what + " the state: it was removed already");
    }
    if (timingOut) {
      throw new IllegalArgumentException(
          "Cannot " + what + " the state: it is timing out and removed in any case");
    }
  }

  @Override
  public String toString() {
    return state == null ? "<state not set>" : state.toString();
  }
}
