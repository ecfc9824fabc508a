package dev.sluice.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Lines of text in columns, in sections whose columns are aligned each for itself. Confined to one
 * thread.
 */
final class Table {
  private static final String GAP = "  ";

  private final StringBuilder text = new StringBuilder();
  private final List<List<String>> rows = new ArrayList<>();
  private String indent = "";
  private boolean awaitsRows;

  /** Begins a section with a title of its own line. */
  void section(String title) {
    lay();
    text.append(text.isEmpty() ? "" : "\n").append(title).append('\n');
    indent = GAP;
    awaitsRows = true;
  }

  /** Adds a row. */
  void row(Object... cells) {
    List<String> row = new ArrayList<>();
    for (Object cell : cells) {
      row.add(cell.toString());
    }
    rows.add(row);
  }

  /** Adds a line of its own behind all that there is. */
  void line(String words) {
    lay();
    text.append(text.isEmpty() ? "" : "\n").append(words).append('\n');
    indent = "";
  }

  private void lay() {
    if (rows.isEmpty() && awaitsRows) {
      text.append(indent).append("none\n");
    }
    awaitsRows = false;
    for (List<String> row : rows) {
      text.append(indent);
      for (int column = 0; column < row.size() - 1; column++) {
        String cell = row.get(column);
        text.append(cell).append(" ".repeat(width(column) - cell.length())).append(GAP);
      }
      text.append(row.get(row.size() - 1)).append('\n');
    }
    rows.clear();
  }

  /** The widest cell of a column that is not the last of its row. */
  private int width(int column) {
    return rows.stream()
        .filter(row -> column < row.size() - 1)
        .flatMapToInt(row -> IntStream.of(row.get(column).length()))
        .max()
        .orElse(0);
  }

  /** The text so far. */
  @Override
  public String toString() {
    lay();
    return text.toString();
  }
}
