package dev.sluice.listener;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * One receiver, as it stands when the event is posted. Immutable.
 *
 * @param streamId the input stream it feeds
 * @param name what kind of receiver it is, with the stream id: {@code SocketReceiver-0}
 * @param active whether it is running
 * @param location the host it runs or last ran on
 * @param restarts how often it has been started again
 * @param lastErrorMessage what it said about its latest error; empty if it has had none
 * @param lastError the exception of that error with its stack trace; empty if there was none
 * @param lastErrorTime when that error was reported, in the clock's milliseconds; empty if it has
 *     had none
 */
public record ReceiverInfo(
    int streamId,
    String name,
    boolean active,
    String location,
    int restarts,
    Optional<String> lastErrorMessage,
    Optional<String> lastError,
    OptionalLong lastErrorTime) {}
