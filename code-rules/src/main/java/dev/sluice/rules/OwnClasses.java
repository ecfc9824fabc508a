package dev.sluice.rules;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import java.net.URISyntaxException;
import java.nio.file.Path;

/**
 * Takes the classes that were compiled with a test and those of its module, which are in a
 * directory beside theirs; not those that the module depends on. Immutable.
 */
final class OwnClasses implements ImportOption {
  private final Path output;

  private OwnClasses(Path output) {
    this.output = output;
  }

  static OwnClasses besides(Class<?> test) {
    try {
      Path classes = Path.of(test.getProtectionDomain().getCodeSource().getLocation().toURI());
      return new OwnClasses(classes.resolveSibling(""));
    } catch (URISyntaxException e) {
      throw new IllegalStateException("Cannot tell where the classes of " + test + " are", e);
    }
  }

  @Override
  public boolean includes(Location location) {
    return location.asURI().getScheme().equals("file")
        && Path.of(location.asURI()).startsWith(output);
  }
}
