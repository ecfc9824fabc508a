package dev.sluice.flume;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class IdentitiesTest {
  private final Identities identities = new Identities(2);

  private static Delivery delivery() {
    return new Delivery("agent", Events.numbered(0, 1));
  }

  @Test
  void an_event_is_stored_once_and_all_who_brought_it_hear_when_it_is_acknowledged() {
    Delivery first = delivery();
    Delivery second = delivery();

    assertThat(identities.isNew("a", first)).isTrue();
    assertThat(identities.isNew("a", second)).isFalse();
    assertThat(first.isAcknowledged()).isFalse();
    identities.acknowledged("a");

    assertThat(first.await()).isTrue();
    assertThat(second.await()).isTrue();
  }

  @Test
  void an_acknowledged_event_is_known_until_its_agent_has_confirmed_that() {
    assertThat(identities.isNew("a", delivery())).isTrue();
    identities.acknowledged("a");
    Delivery again = delivery();

    assertThat(identities.isNew("a", again)).isFalse();
    assertThat(again.await()).isTrue();
    identities.confirmed(List.of("a"));

    assertThat(identities.isNew("a", delivery())).isTrue();
  }

  @Test
  void an_event_that_was_not_acknowledged_is_stored_again_in_the_next_attempt() {
    assertThat(identities.isNew("a", delivery())).isTrue();
    assertThat(identities.isNew("b", delivery())).isTrue();
    identities.acknowledged("b");

    identities.begin();

    assertThat(identities.isNew("a", delivery())).isTrue();
    assertThat(identities.isNew("b", delivery())).isFalse();
  }

  @Test
  void no_more_are_known_than_is_said() {
    for (String id : List.of("a", "b", "c")) {
      assertThat(identities.isNew(id, delivery())).isTrue();
      identities.acknowledged(id);
    }

    assertThat(identities.isNew("c", delivery())).isFalse();
    assertThat(identities.isNew("b", delivery())).isFalse();
    assertThat(identities.isNew("a", delivery())).isTrue();
  }
}
