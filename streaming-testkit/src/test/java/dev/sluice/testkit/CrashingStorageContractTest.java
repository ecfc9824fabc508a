package dev.sluice.testkit;

import dev.sluice.io.Storage;
import dev.sluice.testkit.storage.StorageContract;

class CrashingStorageContractTest extends StorageContract {
  private final Storage storage = new CrashingStorage(1);

  @Override
  protected Storage storage() {
    return storage;
  }
}
