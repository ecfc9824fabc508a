package dev.sluice.flume;

/**
 * What an event is known by, wherever it comes from.
 *
 * @param id the identity
 * @param agent that sent it: a part of the source, not of the identity
 */
record EventId(String id, String agent) implements EventPosition {
  private static final long OWN_BYTES = 96;

  @Override
  public boolean equals(Object other) {
    return other instanceof EventId that && id.equals(that.id);
  }

  @Override
  public int hashCode() {
    return id.hashCode();
  }

  @Override
  public long sizeBytes() {
    return OWN_BYTES + id.length();
  }
}
