package dev.sluice.jdbc;

import dev.sluice.dstream.TransactionalOutput;
import dev.sluice.testkit.output.TransactionalOutputContract;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The contract of outputs, on H2 files. */
class JdbcOutputContractTest extends TransactionalOutputContract<String> {
  @TempDir private Path directory;
  private Database database;

  @BeforeEach
  void createDatabase() throws Exception {
    database = Database.create(directory);
  }

  @Override
  protected TransactionalOutput<String> output() {
    return database.words(1);
  }

  @Override
  protected String record(int number) {
    return "word " + number;
  }

  @Override
  protected List<String> written() throws Exception {
    return database.words();
  }
}
