package dev.sluice.listener;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes events to listeners, in the order in which they were posted, on a thread of its own named
 * {@code sluice-listener}. Events posted before the start wait for it; those posted after the stop
 * are ignored. Whoever posts never waits: when too many events wait already, a new one is dropped
 * and counted, and the first of each time of overflow is logged. Interrupting the bus's thread has
 * no effect on the bus.
 *
 * <p>Thread-safe: events are in a queue with a lock, listeners in a list that is copied when it
 * changes, and starting and stopping exclude each other.
 */
public final class ListenerBus {

  /** The name of its thread. */
  public static final String THREAD = "sluice-listener";

  private static final Logger LOG = LoggerFactory.getLogger(ListenerBus.class);

  private final int capacity;
  private final EventQueue events;
  private final BiConsumer<? super StreamingListener, ? super Throwable> onFailure;
  private final List<StreamingListener> listeners = new CopyOnWriteArrayList<>();

  private final Object lifecycle = new Object();
  private boolean stopped;
  private volatile @Nullable Thread thread;

  /**
   * Makes a bus that has not started.
   *
   * @param capacity how many events may wait, at least 1
   * @param onFailure is told, on the bus's thread, which listener threw what; if it throws itself,
   *     no further event is delivered
   * @throws IllegalArgumentException if the capacity is less than 1
   */
  public ListenerBus(
      int capacity, BiConsumer<? super StreamingListener, ? super Throwable> onFailure) {
    this.capacity = capacity;
    this.events = new EventQueue(capacity);
    this.onFailure = onFailure;
  }

  /**
   * Adds a listener, at any time and on any thread. It is told all events whose delivery has not
   * begun, once for each time that it was added.
   *
   * @param listener who is told
   */
  public void addListener(StreamingListener listener) {
    listeners.add(listener);
  }

  /**
   * Removes a listener, at any time and on any thread; one that is not there is no error. It may
   * still be told the event that is under delivery.
   *
   * @param listener who is no longer told
   */
  public void removeListener(StreamingListener listener) {
    listeners.remove(listener);
  }

  /**
   * Starts delivery. Has no effect if it was started already.
   *
   * @throws IllegalStateException if the bus was stopped
   */
  public void start() {
    synchronized (lifecycle) {
      if (stopped) {
        throw new IllegalStateException(
            "Cannot start the listener bus: found it stopped, expected a new one");
      }
      if (thread == null) {
        Thread started = new Thread(this::deliverAll, THREAD);
        started.setDaemon(true);
        thread = started;
        started.start();
      }
    }
  }

  /**
   * Queues an event for all listeners, or drops it if too many wait. Never blocks.
   *
   * @param event what happened
   */
  public void post(StreamingEvent event) {
    if (events.offer(event)) {
      LOG.warn(
          "Dropping events for listeners until some of the {} that wait are delivered", capacity);
    }
  }

  /**
   * Delivers what waits and ends; when this returns nothing is delivered any more, unless a
   * listener has not returned within the patience: then what waits is discarded and the listener is
   * interrupted. Called by a listener it returns at once, and the bus ends afterwards. Called on an
   * interrupted thread, or one that is interrupted as it waits, it discards what waits and leaves
   * the interrupt set. A bus that was never started discards what waits. May be called again.
   *
   * @param patience how long to wait for listeners
   * @return whether the bus has ended, or will as soon as the listener that called this returns
   */
  public boolean stop(Duration patience) {
    Thread delivering;
    synchronized (lifecycle) {
      stopped = true;
      delivering = thread;
    }
    if (delivering == null) {
      events.discard();
      return true;
    }
    events.close();
    return isListenerThread() || join(delivering, patience);
  }

  private boolean join(Thread delivering, Duration patience) {
    try {
      delivering.join(Math.max(1, patience.toMillis()));
    } catch (InterruptedException interrupted) {
      events.discard();
      Thread.currentThread().interrupt();
      return false;
    }
    if (delivering.isAlive()) {
      LOG.warn("A listener does not return; the events that wait for it are dropped");
      events.discard();
      delivering.interrupt();
      return false;
    }
    return true;
  }

  /**
   * Tells whether the calling thread is the one that calls listeners.
   *
   * @return whether this is called from a callback
   */
  public boolean isListenerThread() {
    return Thread.currentThread() == thread;
  }

  /**
   * Waits until no event waits and none is under delivery. Returns at once if the bus is not
   * started or has ended.
   *
   * @throws IllegalStateException if called by a listener, which would wait for itself
   * @throws InterruptedException if the thread is interrupted
   */
  public void awaitIdle() throws InterruptedException {
    if (isListenerThread()) {
      throw new IllegalStateException(
          "Cannot wait for the listener bus: found a call by a listener, expected another thread");
    }
    if (thread != null) {
      events.awaitIdle();
    }
  }

  /**
   * Returns how many events were dropped because too many waited.
   *
   * @return the number since the bus was made
   */
  public long dropped() {
    return events.dropped();
  }

  private void deliverAll() {
    try {
      StreamingEvent event = events.take();
      while (event != null) {
        for (StreamingListener listener : listeners) {
          deliver(event, listener);
        }
        event = events.take();
      }
    } finally {
      events.abandon();
    }
  }

  private void deliver(StreamingEvent event, StreamingListener listener) {
    try {
      event.deliverTo(listener);
    } catch (Throwable failure) {
      onFailure.accept(listener, failure);
    }
  }
}
