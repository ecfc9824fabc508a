package dev.sluice.cli;

import dev.sluice.io.Bytes;
import dev.sluice.quarantine.Quarantine;
import dev.sluice.quarantine.QuarantineFile;
import dev.sluice.quarantine.QuarantinedRecord;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Says what is in a quarantine, record by record. */
final class QuarantineListing {
  private QuarantineListing() {}

  /**
   * A row for each record.
   *
   * @param payload whether to show what is in the records
   */
  static Table of(Path directory, boolean payload) throws CommandException {
    Quarantine quarantine = Quarantine.of(directory.toString());
    try {
      List<QuarantineFile> files = quarantine.files();
      if (files.isEmpty()) {
        throw new CommandException(
            ExitCode.NO_INPUT,
            "Cannot look at " + directory + ": found no quarantined records in it");
      }
      Table table = new Table();
      table.row("directory", directory);
      long records = files.stream().mapToLong(QuarantineFile::records).sum();
      table.row("records", "%,d in %s".formatted(records, Words.count(files.size(), "file")));
      table.section("records");
      for (QuarantineFile file : files) {
        quarantine.read(file.name()).forEach(record -> table.row(cells(record, payload)));
      }
      return table;
    } catch (IOException e) {
      throw CheckpointDirectory.unreadable(e);
    }
  }

  private static Object[] cells(QuarantinedRecord record, boolean payload) {
    List<Object> cells = new ArrayList<>();
    cells.add(Words.time(record.time()));
    cells.add(record.operator());
    cells.add(record.position());
    cells.add(record.thrown().exceptionClass());
    cells.add(Words.count(record.bytes().orElse(record.serialized()).size(), "byte"));
    if (payload) {
      cells.add(record.bytes().map(QuarantineListing::show).orElse("original bytes unknown"));
    }
    return cells.toArray();
  }

  private static String show(Bytes bytes) {
    byte[] array = bytes.toArray();
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(array)).toString();
      if (text.chars().noneMatch(Character::isISOControl)) {
        return text;
      }
    } catch (CharacterCodingException noText) {
      return HexFormat.of().formatHex(array);
    }
    return HexFormat.of().formatHex(array);
  }
}
