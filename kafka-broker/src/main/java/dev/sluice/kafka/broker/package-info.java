/**
 * Starts a Kafka broker in a process of its own, for tests and examples. What starts one needs no
 * class of Kafka for it.
 */
@NullMarked
package dev.sluice.kafka.broker;

import org.jspecify.annotations.NullMarked;
