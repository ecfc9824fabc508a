package dev.sluice.scheduler;

import dev.sluice.io.Serializer;
import dev.sluice.io.Storage;
import java.time.Duration;
import java.util.Optional;

/**
 * What of a program outlives its process, and where. Immutable.
 *
 * @param storage the checkpoint directory
 * @param stateSerializer writes keys and states
 * @param holder who uses it, for the message that a second driver gets
 * @param appName the name of the program
 * @param factory the class that makes the program's context; empty if it has no name
 * @param checkpointsKept how many checkpoints are kept, 1 or more
 * @param interval the time between checkpoints; empty for what the program's states ask for
 * @param logsReceived whether received data is logged before it counts as received
 * @param logFileAge after how long a log of received data goes on in a new file
 * @param logFailures how many failures in a row such a log gets over
 */
public record DurabilitySettings(
    Storage storage,
    Serializer stateSerializer,
    String holder,
    String appName,
    String factory,
    int checkpointsKept,
    Optional<Duration> interval,
    boolean logsReceived,
    Duration logFileAge,
    int logFailures) {}
