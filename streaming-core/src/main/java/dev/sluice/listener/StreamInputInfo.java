package dev.sluice.listener;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What one input stream gave to one batch. Immutable.
 *
 * @param streamId the input stream
 * @param numRecords how many records, at least 0
 * @param metadata what else the input tells people, in its order; {@link #DESCRIPTION} is shown
 *     first
 */
public record StreamInputInfo(int streamId, long numRecords, Map<String, String> metadata) {

  /** The metadata entry that says in words what was read: the names of files, for example. */
  public static final String DESCRIPTION = "Description";

  /**
   * Makes an input's share of a batch; the map is copied.
   *
   * @param streamId the input stream
   * @param numRecords how many records, at least 0
   * @param metadata what else the input tells people, in its order
   * @throws IllegalArgumentException if {@code numRecords} is negative
   */
  public StreamInputInfo {
    if (numRecords < 0) {
      throw new IllegalArgumentException(
          "Cannot describe the input of stream "
              + streamId
              + ": negative number of records, found "
              + numRecords
              + ", expected at least 0");
    }
    metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
  }

  /**
   * Makes an input's share of a batch without metadata.
   *
   * @param streamId the input stream
   * @param numRecords how many records, at least 0
   * @throws IllegalArgumentException if {@code numRecords} is negative
   */
  public StreamInputInfo(int streamId, long numRecords) {
    this(streamId, numRecords, Map.of());
  }

  /**
   * Returns what was read, in words.
   *
   * @return the metadata's {@link #DESCRIPTION}
   */
  public Optional<String> description() {
    return Optional.ofNullable(metadata.get(DESCRIPTION));
  }
}
