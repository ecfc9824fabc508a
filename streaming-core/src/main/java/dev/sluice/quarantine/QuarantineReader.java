package dev.sluice.quarantine;

import dev.sluice.io.StoragePlace;

/** Something that reads a quarantine, to which then nobody may write. */
public interface QuarantineReader {
  /** The quarantine that is read. */
  StoragePlace reads();
}
