package dev.sluice.source;

import dev.sluice.io.Bytes;
import dev.sluice.io.TaggedBytes;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What a file stream tells the ledger of a batch; the form is described in docs/file-formats.md.
 * Immutable.
 *
 * @param files what the batch reads
 * @param again files of earlier batches that were modified since, and count as chosen at this batch
 */
record FileNames(List<String> files, List<String> again) {
  private static final int KIND = 1;
  private static final FileNames NONE = new FileNames(List.of(), List.of());

  FileNames {
    files = List.copyOf(files);
    again = List.copyOf(again);
  }

  Bytes encode() {
    return equals(NONE) ? Bytes.EMPTY : Bytes.of(TaggedBytes.write(KIND, this::writeTo));
  }

  private void writeTo(DataOutputStream out) throws IOException {
    write(out, files);
    write(out, again);
  }

  private static void write(DataOutputStream out, List<String> files) throws IOException {
    out.writeInt(files.size());
    for (String file : files) {
      TaggedBytes.writeString(out, file);
    }
  }

  /**
   * Reads what {@link #encode} wrote.
   *
   * @throws IllegalArgumentException if the bytes are none of this version
   */
  static FileNames decode(Bytes bytes) {
    return bytes.size() == 0
        ? NONE
        : TaggedBytes.read(
            bytes.toArray(),
            "the file names of a batch",
            (kind, in) -> kind == KIND ? new FileNames(read(in), read(in)) : null);
  }

  private static List<String> read(DataInputStream in) throws IOException {
    List<String> files = new ArrayList<>();
    for (int left = TaggedBytes.readCount(in); left > 0; left--) {
      files.add(TaggedBytes.readString(in));
    }
    return files;
  }

  /** All files that count as chosen at the batch. */
  List<String> all() {
    List<String> all = new ArrayList<>(files);
    all.addAll(again);
    return all;
  }
}
