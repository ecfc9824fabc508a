/**
 * The receiver that is members of a consumer group. No API: programs use {@code dev.sluice.kafka}
 * alone, and this may change with every release.
 */
@NullMarked
package dev.sluice.kafka.group;

import org.jspecify.annotations.NullMarked;
