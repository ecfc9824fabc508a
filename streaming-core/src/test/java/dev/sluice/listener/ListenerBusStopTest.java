package dev.sluice.listener;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ListenerBusStopTest {
  private final List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());
  private final ListenerBus bus = new ListenerBus(10, (listener, failure) -> failures.add(failure));

  @Test
  void a_listener_that_does_not_return_is_interrupted_and_what_waits_for_it_is_dropped()
      throws InterruptedException {
    BlockingListener stuck = new BlockingListener();
    bus.addListener(stuck);
    bus.start();
    bus.post(Events.started(1));
    stuck.awaitEntered();
    bus.post(Events.started(2));

    boolean ended = bus.stop(Duration.ofMillis(1));

    assertThat(ended).isFalse();
    assertThat(bus.stop(Events.PATIENCE)).isTrue();
    assertThat(stuck.events()).isEmpty();
    assertThat(failures).singleElement().isInstanceOf(IllegalStateException.class);
  }
}
