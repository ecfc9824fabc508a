package dev.sluice.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is in the jar of a connector, and what is not. */
class UberJarTest {
  private static final Pattern SIGNATURE = Pattern.compile("META-INF/[^/]+\\.(SF|DSA|RSA|EC)");
  private static final Pattern POM =
      Pattern.compile("META-INF/maven/([^/]+)/([^/]+)/pom.properties");

  /** What Kafka, the AWS SDK and Netty have in their own archives. */
  private static final Set<String> WITHIN_OTHERS =
      Set.of(
          "commons-net:commons-net",
          "com.fasterxml.jackson.core:jackson-core",
          "org.jctools:jctools-core",
          "com.fasterxml.jackson.dataformat:jackson-dataformat-cbor");

  private static final double MEGABYTE = 1e6;

  static List<UberJar> jars() {
    return UberJar.all();
  }

  @ParameterizedTest
  @MethodSource("jars")
  void nothing_is_in_it_twice(UberJar jar) throws IOException {
    assertThat(jar.names()).doesNotHaveDuplicates();
    System.out.printf("%s: %.1f MB%n", jar, Files.size(jar.file()) / MEGABYTE);
  }

  @ParameterizedTest
  @MethodSource("jars")
  void its_classes_are_of_the_connector_and_its_client_but_not_of_the_core(UberJar jar)
      throws IOException {
    assertThat(jar.names())
        .filteredOn(name -> name.endsWith(".class"))
        .isNotEmpty()
        .allSatisfy(
            name ->
                assertThat(name.replaceFirst("^META-INF/versions/\\d+/", ""))
                    .matches(
                        path -> jar.packages().stream().anyMatch(path::startsWith),
                        "begins with one of " + jar.packages()));
  }

  @ParameterizedTest
  @MethodSource("jars")
  void it_has_no_signatures_and_no_name_of_another_module(UberJar jar) throws IOException {
    assertThat(jar.names())
        .noneMatch(name -> SIGNATURE.matcher(name).matches())
        .noneMatch(name -> name.endsWith("module-info.class"));
    try (JarFile file = new JarFile(jar.file().toFile())) {
      assertThat(file.getManifest().getMainAttributes().getValue("Automatic-Module-Name"))
          .isEqualTo("dev.sluice." + jar.connector().replace("-asl", ""));
      assertThat(file.getManifest().getEntries()).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("jars")
  void what_its_service_files_name_is_in_it(UberJar jar) throws IOException {
    List<String> names = jar.names();
    for (String service : names.stream().filter(n -> n.startsWith("META-INF/services/")).toList()) {
      List<String> providers =
          jar.text(service)
              .lines()
              .map(line -> line.replaceFirst("#.*", "").strip())
              .filter(line -> !line.isEmpty())
              .toList();
      assertThat(providers).as(service).isNotEmpty();
      assertThat(providers)
          .as(service)
          .allSatisfy(name -> assertThat(names).contains(name.replace('.', '/') + ".class"));
    }
  }

  @ParameterizedTest
  @MethodSource("jars")
  void it_has_its_license_and_names_those_of_all_that_is_inside(UberJar jar) throws IOException {
    String thirdParty = jar.text("META-INF/licenses/THIRD-PARTY.txt");

    assertThat(jar.text("META-INF/LICENSE")).contains("Apache License");
    assertThat(jar.text("META-INF/NOTICE")).startsWith("Sluice\n");
    assertThat(jar.names().stream().map(POM::matcher).filter(Matcher::matches))
        .extracting(pom -> pom.group(1) + ":" + pom.group(2))
        .isNotEmpty()
        .filteredOn(name -> !name.startsWith("dev.sluice:") && !WITHIN_OTHERS.contains(name))
        .allSatisfy(name -> assertThat(thirdParty).contains("\n" + name + ":"));
    assertThat(thirdParty).doesNotContain("dev.sluice:", "kryo", "Unknown license");
  }
}
