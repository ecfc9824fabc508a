package dev.sluice.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ListenerBusTest {

  private final Map<StreamingListener, Throwable> failures = new ConcurrentHashMap<>();
  private final ListenerBus bus = new ListenerBus(3, failures::put);
  private final RecordingListener recording = new RecordingListener();

  @AfterEach
  void stop() {
    bus.stop(Events.PATIENCE);
  }

  @Test
  void every_kind_of_event_reaches_its_callback_in_order() throws InterruptedException {
    ListenerBus roomy = new ListenerBus(100, failures::put);
    roomy.addListener(recording);
    roomy.addListener(new StreamingListener() {});
    roomy.start();

    Events.ofEachKind().forEach(roomy::post);
    roomy.awaitIdle();
    roomy.stop(Events.PATIENCE);

    assertThat(recording.events()).isEqualTo(Events.ofEachKind());
    assertThat(failures).isEmpty();
  }

  @Test
  void listeners_are_called_on_a_daemon_thread_of_the_bus() throws InterruptedException {
    AtomicReference<Thread> thread = new AtomicReference<>();
    List<Boolean> onListenerThread = new ArrayList<>();
    bus.addListener(
        new StreamingListener() {
          @Override
          public void onStreamingStarted(StreamingEvent.StreamingStarted event) {
            thread.set(Thread.currentThread());
            onListenerThread.add(bus.isListenerThread());
          }
        });
    bus.start();

    bus.post(Events.started(1));
    bus.awaitIdle();

    assertThat(thread.get().getName()).isEqualTo("sluice-listener");
    assertThat(thread.get().isDaemon()).isTrue();
    assertThat(onListenerThread).containsExactly(true);
    assertThat(bus.isListenerThread()).isFalse();
  }

  @Test
  void events_posted_before_the_start_wait_for_it() throws InterruptedException {
    bus.addListener(recording);
    bus.post(Events.started(1));
    bus.awaitIdle();
    assertThat(recording.events()).isEmpty();

    bus.start();
    bus.awaitIdle();

    assertThat(recording.events()).containsExactly(Events.started(1));
  }

  @Test
  void when_too_many_wait_new_events_are_dropped_and_counted() throws InterruptedException {
    BlockingListener slow = new BlockingListener();
    bus.addListener(slow);
    bus.start();
    bus.post(Events.started(0));
    slow.awaitEntered();

    for (int i = 1; i <= 5; i++) {
      bus.post(Events.started(i));
    }

    assertThat(bus.dropped()).isEqualTo(2);
    slow.release();
    bus.awaitIdle();
    bus.post(Events.started(6));
    bus.awaitIdle();
    assertThat(slow.events())
        .containsExactly(
            Events.started(0),
            Events.started(1),
            Events.started(2),
            Events.started(3),
            Events.started(6));
    assertThat(bus.dropped()).isEqualTo(2);
  }

  @Test
  void a_listener_that_throws_is_reported_and_stops_neither_the_others_nor_later_events()
      throws InterruptedException {
    AssertionError error = new AssertionError("broken");
    StreamingListener broken =
        new StreamingListener() {
          @Override
          public void onStreamingStarted(StreamingEvent.StreamingStarted event) {
            throw error;
          }
        };
    bus.addListener(broken);
    bus.addListener(recording);
    bus.start();

    bus.post(Events.started(1));
    bus.post(Events.started(2));
    bus.awaitIdle();

    assertThat(failures).containsExactly(Map.entry(broken, error));
    assertThat(recording.events()).containsExactly(Events.started(1), Events.started(2));
  }

  @Test
  void listeners_come_and_go_while_the_bus_runs() throws InterruptedException {
    RecordingListener late = new RecordingListener();
    bus.addListener(recording);
    bus.start();
    bus.post(Events.started(1));
    bus.awaitIdle();

    bus.addListener(late);
    bus.post(Events.started(2));
    bus.awaitIdle();
    bus.removeListener(recording);
    bus.removeListener(recording);
    bus.post(Events.started(3));
    bus.awaitIdle();

    assertThat(recording.events()).containsExactly(Events.started(1), Events.started(2));
    assertThat(late.events()).containsExactly(Events.started(2), Events.started(3));
  }

  @Test
  void stopping_delivers_what_waits_and_nothing_afterwards() throws InterruptedException {
    BlockingListener slow = new BlockingListener();
    bus.addListener(slow);
    bus.start();
    bus.post(Events.started(1));
    slow.awaitEntered();
    bus.post(Events.started(2));

    Thread stopping = new Thread(() -> bus.stop(Events.PATIENCE), "stopping");
    stopping.start();
    slow.release();
    stopping.join();
    bus.post(Events.started(3));
    bus.stop(Events.PATIENCE);
    bus.awaitIdle();

    assertThat(slow.events()).containsExactly(Events.started(1), Events.started(2));
    assertThat(bus.dropped()).isZero();
  }

  @Test
  void a_bus_that_never_started_stops_without_delivering() throws InterruptedException {
    bus.addListener(recording);
    bus.post(Events.started(1));

    bus.stop(Events.PATIENCE);
    bus.awaitIdle();

    assertThat(recording.events()).isEmpty();
    assertThatThrownBy(bus::start)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("Cannot start the listener bus: found it stopped, expected a new one");
  }

  @Test
  void starting_twice_is_starting_once() throws InterruptedException {
    bus.addListener(recording);
    bus.start();
    bus.start();

    bus.post(Events.started(1));
    bus.awaitIdle();

    assertThat(recording.events()).containsExactly(Events.started(1));
  }

  @Test
  void a_listener_may_stop_the_bus_but_not_wait_for_it() throws InterruptedException {
    CountDownLatch posted = new CountDownLatch(1);
    bus.addListener(
        new RecordingListener() {
          @Override
          void received(StreamingEvent event) {
            try {
              posted.await();
              bus.stop(Events.PATIENCE);
              bus.awaitIdle();
            } catch (InterruptedException interrupted) {
              Thread.currentThread().interrupt();
            }
          }
        });
    bus.addListener(recording);
    bus.start();
    bus.post(Events.started(1));
    bus.post(Events.started(2));
    posted.countDown();

    bus.awaitIdle();

    assertThat(recording.events()).containsExactly(Events.started(1), Events.started(2));
    assertThat(failures.values())
        .singleElement()
        .isInstanceOf(IllegalStateException.class)
        .extracting(Throwable::getMessage)
        .asString()
        .startsWith("Cannot wait for the listener bus");
  }

  @Test
  void an_interrupted_stop_discards_what_waits_and_keeps_the_interrupt()
      throws InterruptedException {
    BlockingListener slow = new BlockingListener();
    bus.addListener(slow);
    bus.start();
    bus.post(Events.started(1));
    slow.awaitEntered();
    bus.post(Events.started(2));

    Thread.currentThread().interrupt();
    bus.stop(Events.PATIENCE);

    assertThat(Thread.interrupted()).isTrue();
    slow.release();
    bus.awaitIdle();
    assertThat(slow.events()).containsExactly(Events.started(1));
  }

  @Test
  void an_interrupt_of_its_thread_does_not_end_the_bus() throws InterruptedException {
    bus.addListener(
        new RecordingListener() {
          @Override
          void received(StreamingEvent event) {
            Thread.currentThread().interrupt();
          }
        });
    bus.addListener(recording);
    bus.start();

    bus.post(Events.started(1));
    bus.awaitIdle();
    bus.post(Events.started(2));
    bus.awaitIdle();

    assertThat(recording.events()).containsExactly(Events.started(1), Events.started(2));
  }

  @Test
  void a_failure_handler_that_throws_ends_the_bus_but_holds_up_nobody()
      throws InterruptedException {
    AtomicReference<Throwable> uncaught = new AtomicReference<>();
    IllegalStateException refusal = new IllegalStateException("refused");
    ListenerBus fragile =
        new ListenerBus(
            3,
            (listener, failure) -> {
              Thread.currentThread()
                  .setUncaughtExceptionHandler((thread, thrown) -> uncaught.set(thrown));
              throw refusal;
            });
    fragile.addListener(
        new RecordingListener() {
          @Override
          void received(StreamingEvent event) {
            throw new AssertionError("broken");
          }
        });
    fragile.addListener(recording);
    fragile.post(Events.started(1));
    fragile.post(Events.started(2));

    fragile.start();
    fragile.awaitIdle();
    assertThatCode(() -> fragile.stop(Events.PATIENCE)).doesNotThrowAnyException();

    assertThat(uncaught.get()).isSameAs(refusal);
    assertThat(recording.events()).isEmpty();
  }

  @Test
  void a_bus_needs_room_for_an_event() {
    assertThatThrownBy(() -> new ListenerBus(0, failures::put))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Cannot make a listener bus: no room for events, found capacity 0, expected at least 1");
  }
}
