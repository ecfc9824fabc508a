package dev.sluice.testkit;

import dev.sluice.io.Storage;

class CrashingStorageContractTest extends StorageContract {
  private final Storage storage = new CrashingStorage(1);

  @Override
  Storage storage() {
    return storage;
  }
}
