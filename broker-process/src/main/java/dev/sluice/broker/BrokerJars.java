package dev.sluice.broker;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The class path of a broker's process: the archives of its server, which the process that starts
 * it does not have on its own, and the module of the program that runs it. Immutable.
 *
 * @param main a {@link BrokerProgram} with a main method
 * @param module the name of the module that it is of
 * @param more other archives or directories of classes
 */
public record BrokerJars(Class<?> main, String module, List<Path> more) {

  /** A copy of the list. */
  public BrokerJars {
    more = List.copyOf(more);
  }

  /** With no others. */
  public BrokerJars(Class<?> main, String module) {
    this(main, module, List.of());
  }

  /**
   * The class path.
   *
   * @throws IllegalStateException if the archives are not where the module's build copies them
   */
  String classPath() {
    Path own = placeOf(main);
    List<String> entries = new ArrayList<>();
    entries.add(own.toString());
    entries.add(placeOf(BrokerJars.class).toString());
    more.forEach(place -> entries.add(place.toString()));
    entries.add(libraries(own).resolve("*").toString());
    return String.join(System.getProperty("path.separator"), entries);
  }

  /** The directory or the archive that a class is from. */
  private static Path placeOf(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException("Cannot start a broker: " + type + " is in no file", e);
    }
  }

  /** Where the server's archives are: built beside the module's classes, or copied with them. */
  private Path libraries(Path own) {
    for (String name : List.of("lib", module)) {
      Path candidate = own.resolveSibling(name);
      if (Files.isDirectory(candidate)) {
        return candidate;
      }
    }
    throw new IllegalStateException(
        ("Cannot start a broker: found no directory lib or %s beside %s, expected one with the"
                + " server's archives; the build of the module %s makes it. A distribution has none:"
                + " give the address of a server")
            .formatted(module, own, module));
  }
}
