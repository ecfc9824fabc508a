package dev.sluice.flume;

import dev.sluice.function.Function;
import dev.sluice.rdd.StorageLevel;
import dev.sluice.receiver.ReliableReceiver;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What both ways of receiving have in common: stores deliveries and tells them what is
 * acknowledged. Thread-safe: what threads share is volatile, and thread-safe itself.
 */
abstract class FlumeReceiver extends ReliableReceiver<FlumeEvent, EventPosition> {
  private static final long serialVersionUID = 1L;

  /** Those that agents did not confirm are few: the last batch of each connection that broke. */
  private static final int MOST_UNCONFIRMED = 200_000;

  private final @Nullable Function<FlumeEvent, String> identity;
  private transient volatile @Nullable Identities identities;
  private transient volatile @Nullable Complaints complaints;

  FlumeReceiver(@Nullable Function<FlumeEvent, String> identity, StorageLevel level) {
    super(level);
    this.identity = identity;
  }

  /** An attempt begins. */
  final void begin() {
    Identities known = identities;
    if (known == null) {
      identities = new Identities(MOST_UNCONFIRMED);
      complaints = new Complaints(this);
    } else {
      known.begin();
    }
  }

  /**
   * Stores the events of a delivery, those that are not known.
   *
   * @throws dev.sluice.receiver.ReceiverStoppedException if the attempt is over
   */
  final void storeAll(Delivery delivery) {
    Function<FlumeEvent, String> by = identity;
    for (FlumeEvent event : delivery.events()) {
      if (by == null) {
        store(event, delivery);
      } else {
        storeNew(event, idOf(event, by, delivery.agent()), delivery);
      }
    }
  }

  private void storeNew(FlumeEvent event, EventId id, Delivery delivery) {
    delivery.add(id.id());
    if (known().isNew(id.id(), delivery)) {
      store(event, id);
    } else {
      tally("events that came again");
    }
  }

  private EventId idOf(FlumeEvent event, Function<FlumeEvent, String> by, String agent) {
    String id = null;
    Exception cause = null;
    try {
      id = by.call(event);
    } catch (Exception failure) {
      cause = failure;
    }
    if (id == null) {
      complaints()
          .add(
              "events without identity",
              "Cannot tell the identity of an event: the function "
                  + (cause == null ? "returned null" : "failed with " + cause.getClass().getName())
                  + "; it counts each time it comes",
              null);
      id = UUID.randomUUID().toString();
    }
    return new EventId(id, agent);
  }

  /** The agent will not send again what a delivery has. */
  final void confirmed(List<String> ids) {
    if (identity != null) {
      known().confirmed(ids);
    }
  }

  @Override
  protected final void acknowledge(List<EventPosition> positions) {
    for (EventPosition position : positions) {
      if (position instanceof EventId known) {
        known().acknowledged(known.id());
      } else {
        ((Delivery) position).acknowledged();
      }
    }
  }

  @Override
  protected final boolean identifiesByPosition() {
    return identity != null;
  }

  @Override
  protected final Object partOf(EventPosition position) {
    return position instanceof EventId known ? known.agent() : "all";
  }

  final Complaints complaints() {
    return Objects.requireNonNull(complaints, "the receiver was not started");
  }

  private Identities known() {
    return Objects.requireNonNull(identities, "the receiver was not started");
  }

  /** Counts something for the next batch. */
  final void tally(String what) {
    count(what, 1);
  }
}
