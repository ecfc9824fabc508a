package dev.sluice.quarantine;

import dev.sluice.function.Tuple2;
import dev.sluice.io.Bytes;
import dev.sluice.quarantine.QuarantinedRecord.Thrown;
import dev.sluice.time.Time;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Writes the file of quarantined records that is kept as a sample of the format. */
final class GoldenQuarantine {
  static final Time BATCH = new Time(1_700_000_000_000L);
  static final String DIRECTORY = "quarantine";
  static final String FILE = "0000001700000000000.quarantine";

  static final List<QuarantinedRecord> RECORDS =
      List.of(
          new QuarantinedRecord(
              "map(größen)",
              BATCH,
              0,
              3,
              "clicks, partition 1, offset 7",
              Optional.of(Bytes.of("ü1".getBytes(StandardCharsets.UTF_8))),
              new Thrown("java.lang.NumberFormatException", "For input string: \"ü1\"", "\tat a\n"),
              QuarantinedRecord.serialize("ü1")),
          new QuarantinedRecord(
              "mapValues(größen)",
              BATCH,
              2,
              1L << 40,
              "partition 2, record 1099511627776",
              Optional.empty(),
              new Thrown("java.lang.NullPointerException", "", ""),
              QuarantinedRecord.serialize(new Tuple2<>("a", 1))));

  private GoldenQuarantine() {}

  /**
   * Writes the file again; only for a new format version, into a directory of its own.
   *
   * @param arguments the directory
   */
  public static void main(String[] arguments) throws Exception {
    write(Path.of(arguments[0]));
  }

  static void write(Path directory) throws Exception {
    Quarantine.of(directory.resolve(DIRECTORY).toString()).add(BATCH, RECORDS);
  }
}
