package dev.sluice.kafka.client;

import java.util.Optional;
import org.apache.kafka.common.Uuid;

/**
 * A partition as the brokers know it. Immutable.
 *
 * @param topicId the id of its topic
 * @param leader the host of its leader, if it has one
 */
public record PartitionPlace(Uuid topicId, Optional<String> leader) {}
