package dev.sluice.listener;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EventQueueTest {

  private final EventQueue queue = new EventQueue(2);

  @Test
  void only_the_first_drop_since_the_queue_was_empty_is_worth_a_word() {
    queue.offer(Events.started(1));
    queue.offer(Events.started(2));

    assertThat(queue.offer(Events.started(3))).isTrue();
    assertThat(queue.offer(Events.started(4))).isFalse();

    queue.take();
    queue.offer(Events.started(5));
    assertThat(queue.offer(Events.started(6))).isFalse();

    queue.take();
    queue.take();
    queue.offer(Events.started(7));
    queue.offer(Events.started(8));
    assertThat(queue.offer(Events.started(9))).isTrue();
    assertThat(queue.dropped()).isEqualTo(4);
  }

  @Test
  void a_closed_queue_gives_what_it_has_and_takes_no_more() {
    queue.offer(Events.started(1));
    queue.close();
    queue.offer(Events.started(2));

    assertThat(queue.take()).isEqualTo(Events.started(1));
    assertThat(queue.take()).isNull();
  }

  @Test
  void a_discarded_queue_gives_nothing() {
    queue.offer(Events.started(1));
    queue.discard();

    assertThat(queue.take()).isNull();
    assertThat(queue.dropped()).isZero();
  }
}
