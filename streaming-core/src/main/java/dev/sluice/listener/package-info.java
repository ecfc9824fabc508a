/**
 * What a running program tells about itself: events of receivers, batches and output operations,
 * the listeners that users write for them, and the bus that takes the events to the listeners
 * without ever holding up those who post them.
 */
@NullMarked
package dev.sluice.listener;

import org.jspecify.annotations.NullMarked;
