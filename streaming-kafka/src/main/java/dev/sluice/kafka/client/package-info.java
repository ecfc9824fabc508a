/**
 * What the parts of the connector ask of Kafka's clients. No API: programs use {@code
 * dev.sluice.kafka} alone, and this may change with every release.
 */
@NullMarked
package dev.sluice.kafka.client;

import org.jspecify.annotations.NullMarked;
