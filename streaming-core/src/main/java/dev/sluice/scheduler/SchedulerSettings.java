package dev.sluice.scheduler;

import dev.sluice.receiver.ReceiverSettings;

/**
 * How a program is scheduled. Immutable.
 *
 * @param concurrentJobs how many output operations run at once, 1 or more; more than one gives up
 *     their order
 * @param receivers how receivers run
 */
public record SchedulerSettings(int concurrentJobs, ReceiverSettings receivers) {}
