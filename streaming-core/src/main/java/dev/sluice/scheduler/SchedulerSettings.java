package dev.sluice.scheduler;

import dev.sluice.receiver.ReceiverSettings;
import java.time.Duration;
import java.util.Optional;

/**
 * How a program is scheduled. Immutable.
 *
 * @param concurrentJobs how many output operations run at once, 1 or more; more than one gives up
 *     their order
 * @param receivers how receivers run
 * @param refillTimeout how long batches wait for the next received block that a source is to send
 *     again
 * @param flow how much receivers may receive
 * @param rememberBound no stream may have to remember its datasets so long
 */
public record SchedulerSettings(
    int concurrentJobs,
    ReceiverSettings receivers,
    Duration refillTimeout,
    FlowSettings flow,
    Optional<Duration> rememberBound) {}
