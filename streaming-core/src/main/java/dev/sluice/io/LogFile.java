package dev.sluice.io;

/**
 * A file of a {@link RecordLog}. Immutable.
 *
 * @param name in its storage
 * @param sequence its number, greater than those of all files before
 * @param createdMs when it was begun, by the log's clock
 * @param bytes how long its durable part is
 */
public record LogFile(String name, long sequence, long createdMs, long bytes) {}
