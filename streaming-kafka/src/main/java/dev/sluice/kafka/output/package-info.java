/**
 * The transactions of an output, and what Kafka remembers of them. No API: programs use {@code
 * dev.sluice.kafka} alone, and this may change with every release.
 */
@NullMarked
package dev.sluice.kafka.output;

import org.jspecify.annotations.NullMarked;
