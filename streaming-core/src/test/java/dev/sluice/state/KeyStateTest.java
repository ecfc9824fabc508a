package dev.sluice.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.NoSuchElementException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KeyStateTest {
  private final KeyState<Integer> state = new KeyState<>();

  @Test
  void a_state_that_is_not_set_cannot_be_got() {
    state.begin(null);

    assertThat(state.exists()).isFalse();
    assertThat(state.getOption()).isEmpty();
    assertThat(state).hasToString("<state not set>");
    assertThatThrownBy(state::get)
        .isInstanceOf(NoSuchElementException.class)
        .hasMessage("Cannot get the state: it is not set");
  }

  @Test
  void a_state_may_be_updated_again_and_again() {
    state.begin(1);

    state.update(2);
    state.update(3);

    assertThat(state.exists()).isTrue();
    assertThat(state.isUpdated()).isTrue();
    assertThat(state.getOption()).isEqualTo(Optional.of(3));
    assertThat(state).hasToString("3");
  }

  @Test
  void a_removed_state_is_gone_and_cannot_be_changed() {
    state.begin(1);

    state.remove();

    assertThat(state.exists()).isFalse();
    assertThat(state.isRemoved()).isTrue();
    assertThatIllegalArgumentException().isThrownBy(() -> state.update(2));
    assertThatIllegalArgumentException().isThrownBy(state::remove);
  }

  @Test
  void a_state_that_is_updated_and_removed_is_removed() {
    state.begin(1);

    state.update(2);
    state.remove();

    assertThat(state.isUpdated()).isFalse();
    assertThat(state.isRemoved()).isTrue();
  }

  @Test
  void a_state_that_times_out_can_only_be_read() {
    state.beginTimingOut(1);

    assertThat(state.isTimingOut()).isTrue();
    assertThat(state.get()).isEqualTo(1);
    assertThatIllegalArgumentException().isThrownBy(() -> state.update(2));
    assertThatIllegalArgumentException().isThrownBy(state::remove);
  }

  @Test
  @SuppressWarnings("NullAway") // what users without a null checker do
  void null_is_no_state() {
    state.begin(1);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> state.update(null))
        .withMessageContaining("found null");
  }

  @Test
  void every_call_begins_anew() {
    state.beginTimingOut(1);
    state.begin(null);

    assertThat(state.isTimingOut()).isFalse();
    assertThat(state.isUpdated()).isFalse();
    assertThat(state.exists()).isFalse();
  }
}
