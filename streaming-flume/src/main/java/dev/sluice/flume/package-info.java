/**
 * Streams of events from Apache Flume: an agent's Avro sink pushes them to a receiver, or a
 * receiver polls them from the sink of the artifact {@code streaming-flume-sink} in the agent.
 */
@NullMarked
package dev.sluice.flume;

import org.jspecify.annotations.NullMarked;
