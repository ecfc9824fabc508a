package dev.sluice.receiver;

/** When a source may forget what a reliable receiver has received. */
public enum AckAfter {
  /** Records are stored at the promised level, and logged if there is a write-ahead log. */
  STORED,
  /** The batch that has them is done, and no restart would need them again. */
  PROCESSED
}
