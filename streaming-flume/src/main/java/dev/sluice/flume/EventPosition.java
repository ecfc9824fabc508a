package dev.sluice.flume;

import dev.sluice.engine.Sized;

/** What an event is acknowledged by: the delivery it came with, or what it is known by. */
sealed interface EventPosition extends Sized permits Delivery, EventId {}
