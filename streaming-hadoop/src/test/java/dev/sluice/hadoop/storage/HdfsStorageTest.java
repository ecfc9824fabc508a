package dev.sluice.hadoop.storage;

import dev.sluice.io.Storage;
import dev.sluice.io.StoragePlace;
import dev.sluice.testkit.storage.StorageContract;

class HdfsStorageTest extends StorageContract {
  private final Storage storage = StoragePlace.of("directory", Hadoop.directory()).storage();

  @Override
  protected Storage storage() {
    return storage;
  }
}
