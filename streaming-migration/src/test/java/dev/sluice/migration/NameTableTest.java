package dev.sluice.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The recipe does what the guide says, and the guide says what the recipe does. */
class NameTableTest {
  private static final Path GUIDE = Path.of("../docs/migrating-from-spark-streaming.md");
  private static final Pattern CODE = Pattern.compile("`([^`]+)`");

  /** A row: simple names of Spark, and simple names or packages of Sluice. */
  private record Row(Set<String> spark, Set<String> sluice) {
    boolean says(String from, String to) {
      String place = to.substring(0, to.lastIndexOf('.'));
      boolean keepsItsName = sluice.contains(place) && simple(from).equals(simple(to));
      return spark.contains(simple(from)) && (keepsItsName || sluice.contains(simple(to)));
    }
  }

  private static List<Row> rows() {
    String guide = Rewriting.read(GUIDE);
    String types = guide.substring(guide.indexOf("\n## Types\n"), guide.indexOf("\n## Methods\n"));
    return types
        .lines()
        .filter(line -> line.startsWith("| ") && line.contains("`"))
        .map(line -> line.split(" \\| ", 2))
        .map(cells -> new Row(names(cells[0]), names(cells[1])))
        .toList();
  }

  private static Set<String> names(String cell) {
    return CODE.matcher(cell)
        .results()
        .map(match -> simple(match.group(1)))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The first part of a name that is a type's; a package as it is. */
  private static String simple(String name) {
    return Arrays.stream(name.split("[.<(]"))
        .filter(part -> !part.isEmpty() && Character.isUpperCase(part.charAt(0)))
        .findFirst()
        .map(part -> part.split("\\$")[0])
        .orElse(name);
  }

  @Test
  void every_type_of_the_recipe_is_in_the_guide() {
    List<Row> rows = rows();
    assertThat(rows).hasSizeGreaterThan(15);

    assertThat(NameTable.all())
        .allSatisfy(
            (from, to) ->
                assertThat(rows).as("%s to %s", from, to).anyMatch(row -> row.says(from, to)));
  }

  @Test
  void every_type_of_the_guide_is_in_the_recipe() {
    Map<String, String> left = new LinkedHashMap<>();
    for (Row row : rows()) {
      for (String name : row.spark()) {
        boolean known =
            NameTable.all().entrySet().stream()
                .anyMatch(
                    entry ->
                        simple(entry.getKey()).equals(name)
                            && row.says(entry.getKey(), entry.getValue()));
        if (!known) {
          left.put(name, row.sluice().toString());
        }
      }
    }

    assertThat(left).isEmpty();
  }

  @Test
  void every_type_of_sluice_is_there() {
    Stream<String> missing =
        NameTable.all().values().stream().filter(name -> !isThere(name)).sorted();

    assertThat(missing).isEmpty();
  }

  private static boolean isThere(String name) {
    try {
      return Class.forName(name, false, NameTableTest.class.getClassLoader()) != null;
    } catch (ClassNotFoundException missing) {
      return false;
    }
  }
}
