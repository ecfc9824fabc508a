package dev.sluice.testkit;

import dev.sluice.io.LocalStorage;
import dev.sluice.io.Storage;
import dev.sluice.testkit.storage.StorageContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class LocalStorageContractTest extends StorageContract {

  @TempDir Path folder;

  @Override
  protected Storage storage() {
    return new LocalStorage(folder.resolve("root"));
  }
}
