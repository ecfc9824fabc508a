/**
 * Streams from Apache Kafka, by a receiver that commits offsets or directly by ranges of offsets,
 * and output to it that is written once.
 */
@NullMarked
package dev.sluice.kafka;

import org.jspecify.annotations.NullMarked;
