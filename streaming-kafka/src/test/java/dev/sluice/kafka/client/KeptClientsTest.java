package dev.sluice.kafka.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** The clients that are kept between tasks. */
class KeptClientsTest {
  private final KeptClients<Integer, Fake> clients = new KeptClients<>();

  /** Knows whether it is closed. */
  private static final class Fake implements KeptClients.Client {
    private boolean closed;

    @Override
    public void close() {
      closed = true;
    }
  }

  private Fake take(String owner, int place) {
    return clients.take(owner, place, true, Fake::new);
  }

  @Test
  void the_next_task_gets_what_the_one_before_gave_back() {
    Fake first = take("a", 0);
    clients.giveBack("a", 0, first, 2);

    assertThat(take("a", 0)).isSameAs(first);
  }

  @Test
  void owners_and_places_have_their_own() {
    Fake first = take("a", 0);
    clients.giveBack("a", 0, first, 2);

    assertThat(take("a", 1)).isNotSameAs(first);
    assertThat(take("b", 0)).isNotSameAs(first);
  }

  @Test
  void two_tasks_at_once_do_not_share() {
    Fake first = take("a", 0);
    Fake second = take("a", 0);
    assertThat(second).isNotSameAs(first);
    clients.giveBack("a", 0, first, 2);
    clients.giveBack("a", 0, second, 2);

    assertThat(clients.kept("a")).isEqualTo(1);
    assertThat(first.closed).isTrue();
    assertThat(second.closed).isFalse();
  }

  @Test
  void a_task_that_wants_a_fresh_one_closes_the_kept_one() {
    Fake first = take("a", 0);
    clients.giveBack("a", 0, first, 2);
    Fake second = clients.take("a", 0, false, Fake::new);

    assertThat(second).isNotSameAs(first);
    assertThat(first.closed).isTrue();
  }

  @Test
  void one_that_failed_is_closed() {
    Fake first = take("a", 0);
    clients.giveBack("a", 0, first, 0);

    assertThat(first.closed).isTrue();
    assertThat(clients.kept("a")).isZero();
  }

  @Test
  void what_was_used_longest_ago_is_closed_over_the_capacity() {
    Fake first = take("a", 0);
    clients.giveBack("a", 0, first, 1);
    Fake second = take("a", 1);
    clients.giveBack("a", 1, second, 1);

    assertThat(first.closed).isTrue();
    assertThat(second.closed).isFalse();
  }

  @Test
  void a_stop_closes_what_is_kept_and_what_comes_back_later() {
    Fake first = take("a", 0);
    Fake second = take("a", 1);
    clients.giveBack("a", 0, first, 2);
    clients.stop("a");
    assertThat(first.closed).isTrue();
    assertThat(second.closed).isFalse();
    clients.giveBack("a", 1, second, 2);

    assertThat(second.closed).isTrue();
    Fake third = take("a", 0);
    clients.giveBack("a", 0, third, 2);
    assertThat(third.closed).as("the owner begins again").isFalse();
  }

  @Test
  void one_that_cannot_be_made_is_not_waited_for() {
    assertThatThrownBy(
            () ->
                clients.take(
                    "a",
                    0,
                    true,
                    () -> {
                      throw new IllegalStateException("no broker");
                    }))
        .hasMessage("no broker");
    clients.stop("a");
    Fake client = take("a", 0);
    clients.giveBack("a", 0, client, 2);

    assertThat(client.closed).isFalse();
  }
}
