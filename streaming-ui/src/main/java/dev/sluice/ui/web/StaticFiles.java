package dev.sluice.ui.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * The page's files on the class path. Only plain names are looked for, so that no path leads out of
 * the page. Thread-safe: what was read is in a concurrent map.
 */
final class StaticFiles {
  private static final String PAGE = "/dev/sluice/ui/page/";
  private static final Pattern PLAIN =
      Pattern.compile("/([A-Za-z0-9_-][A-Za-z0-9._-]*/)*[A-Za-z0-9_-][A-Za-z0-9._-]*");
  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("html", "text/html;charset=utf-8"),
          Map.entry("css", "text/css;charset=utf-8"),
          Map.entry("js", "text/javascript;charset=utf-8"),
          Map.entry("mjs", "text/javascript;charset=utf-8"),
          Map.entry("json", "application/json;charset=utf-8"),
          Map.entry("webmanifest", "application/manifest+json;charset=utf-8"),
          Map.entry("txt", "text/plain;charset=utf-8"),
          Map.entry("svg", "image/svg+xml"),
          Map.entry("png", "image/png"),
          Map.entry("ico", "image/x-icon"),
          Map.entry("woff2", "font/woff2"));

  private final Map<String, Optional<Answer>> read = new ConcurrentHashMap<>();

  /** The file under a path; empty if there is none. */
  Optional<Answer> answer(String path) {
    String file = path.equals("/") ? "/index.html" : path;
    String type = TYPES.get(extension(file));
    if (type == null || !PLAIN.matcher(file).matches()) {
      return Optional.empty();
    }
    Optional<Answer> known = read.get(file);
    if (known != null) {
      return known;
    }
    Optional<Answer> found = load(PAGE + file.substring(1), type);
    if (found.isPresent()) {
      read.put(file, found);
    }
    return found;
  }

  private static Optional<Answer> load(String resource, String type) {
    try (InputStream in = StaticFiles.class.getResourceAsStream(resource)) {
      return in == null
          ? Optional.empty()
          : Optional.of(new Answer(200, type, ByteBuffer.wrap(in.readAllBytes())));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + resource, e);
    }
  }

  private static String extension(String path) {
    return path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }
}
