package dev.sluice.hadoop.storage;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.ProviderMismatchException;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A path of {@link HadoopFiles}. Absolute ones are URIs as texts, with names as they are, without
 * escapes. Immutable but for what a listing knew of the file, which the first who asks gets.
 */
final class HadoopPath implements Path {
  private static final Comparator<HadoopPath> ORDER =
      Comparator.<HadoopPath, String>comparing(path -> path.files.prefix())
          .thenComparing(path -> path.absolute)
          .thenComparing(HadoopPath::plain);

  private final HadoopFiles files;
  private final boolean absolute;
  private final List<String> names;
  private @Nullable ListedAttributes listed;

  private HadoopPath(HadoopFiles files, boolean absolute, List<String> names) {
    this.files = files;
    this.absolute = absolute;
    this.names = List.copyOf(names);
  }

  /** Parses names that are joined by slashes. */
  static HadoopPath of(HadoopFiles files, String text) {
    List<String> names = new ArrayList<>();
    for (String name : text.split("/")) {
      if (!name.isEmpty()) {
        names.add(name);
      }
    }
    return new HadoopPath(files, text.startsWith("/"), names);
  }

  /** A file in this directory, as a listing found it. */
  HadoopPath listed(String name, FileAttributes attributes) {
    List<String> all = new ArrayList<>(names);
    all.add(name);
    HadoopPath path = new HadoopPath(files, absolute, all);
    path.listed = new ListedAttributes(attributes, System.nanoTime());
    return path;
  }

  /** What a listing knew of it if that was just now; once. */
  synchronized @Nullable FileAttributes takeListed() {
    ListedAttributes taken = listed;
    listed = null;
    return taken != null && taken.isFresh() ? taken.attributes() : null;
  }

  /** What a listing knew, and when. */
  private record ListedAttributes(FileAttributes attributes, long nanos) {
    private static final long MOST_NANOS = 1_000_000_000;

    boolean isFresh() {
      return System.nanoTime() - nanos < MOST_NANOS;
    }
  }

  /** Its names joined by slashes, without the URI's begin. */
  String plain() {
    return (absolute ? "/" : "") + String.join("/", names);
  }

  /** The same as one of Hadoop's. */
  org.apache.hadoop.fs.Path hadoop() {
    return new org.apache.hadoop.fs.Path(toAbsolutePath().toString());
  }

  @Override
  public HadoopFiles getFileSystem() {
    return files;
  }

  @Override
  public boolean isAbsolute() {
    return absolute;
  }

  @Override
  public @Nullable HadoopPath getRoot() {
    return absolute ? of(files, "/") : null;
  }

  @Override
  public @Nullable HadoopPath getFileName() {
    return names.isEmpty() ? null : part(names.size() - 1, names.size());
  }

  @Override
  public @Nullable HadoopPath getParent() {
    if (names.isEmpty() || (!absolute && names.size() == 1)) {
      return null;
    }
    return new HadoopPath(files, absolute, names.subList(0, names.size() - 1));
  }

  @Override
  public int getNameCount() {
    return names.size();
  }

  @Override
  public HadoopPath getName(int index) {
    return subpath(index, index + 1);
  }

  @Override
  public HadoopPath subpath(int begin, int end) {
    if (begin < 0 || end > names.size() || begin >= end) {
      throw new IllegalArgumentException(
          "Cannot take a part of %s: found names %d to %d, expected some of %d"
              .formatted(this, begin, end, names.size()));
    }
    return part(begin, end);
  }

  private HadoopPath part(int begin, int end) {
    return new HadoopPath(files, false, names.subList(begin, end));
  }

  @Override
  public boolean startsWith(Path other) {
    return other instanceof HadoopPath path
        && path.files == files
        && path.absolute == absolute
        && path.names.size() <= names.size()
        && path.names.equals(names.subList(0, path.names.size()));
  }

  @Override
  public boolean endsWith(Path other) {
    if (!(other instanceof HadoopPath path) || path.files != files) {
      return false;
    }
    int first = names.size() - path.names.size();
    return path.absolute
        ? equals(path)
        : first >= 0 && path.names.equals(names.subList(first, names.size()));
  }

  @Override
  public HadoopPath normalize() {
    List<String> kept = new ArrayList<>();
    for (String name : names) {
      boolean up = name.equals("..") && !kept.isEmpty() && !kept.get(kept.size() - 1).equals("..");
      if (up) {
        kept.remove(kept.size() - 1);
      } else if (!name.equals(".") && !(name.equals("..") && absolute)) {
        kept.add(name);
      }
    }
    return new HadoopPath(files, absolute, kept);
  }

  @Override
  public HadoopPath resolve(Path other) {
    HadoopPath path = own(other);
    if (path.absolute) {
      return path;
    }
    List<String> all = new ArrayList<>(names);
    all.addAll(path.names);
    return new HadoopPath(files, absolute, all);
  }

  @Override
  public HadoopPath resolve(String other) {
    return resolve(of(files, other));
  }

  @Override
  public HadoopPath relativize(Path other) {
    HadoopPath path = own(other);
    if (path.absolute != absolute) {
      throw new IllegalArgumentException(
          "Cannot tell the way from %s to %s: expected both absolute or both not"
              .formatted(this, other));
    }
    int same = 0;
    while (same < Math.min(names.size(), path.names.size())
        && names.get(same).equals(path.names.get(same))) {
      same++;
    }
    List<String> way = new ArrayList<>();
    for (int i = same; i < names.size(); i++) {
      way.add("..");
    }
    way.addAll(path.names.subList(same, path.names.size()));
    return new HadoopPath(files, false, way);
  }

  private HadoopPath own(Path other) {
    if (other instanceof HadoopPath path && path.files == files) {
      return path;
    }
    throw new ProviderMismatchException(
        "Cannot combine %s with %s: found another file system, expected %s"
            .formatted(this, other, files));
  }

  /** The URI, with escapes. */
  @Override
  public URI toUri() {
    URI begin = URI.create(files.prefix() + "/");
    try {
      return new URI(
          begin.getScheme(), begin.getRawAuthority(), toAbsolutePath().plain(), null, null);
    } catch (URISyntaxException e) {
      throw new IllegalStateException("Cannot make a URI of " + this, e);
    }
  }

  /** A relative one begins at the root. */
  @Override
  public HadoopPath toAbsolutePath() {
    return absolute ? this : new HadoopPath(files, true, names);
  }

  @Override
  public HadoopPath toRealPath(LinkOption... options) {
    return toAbsolutePath().normalize();
  }

  @Override
  public WatchKey register(
      WatchService watcher, WatchEvent.Kind<?>[] events, WatchEvent.Modifier... modifiers) {
    throw new UnsupportedOperationException("Cannot watch " + this);
  }

  @Override
  public int compareTo(Path other) {
    return ORDER.compare(this, (HadoopPath) other);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof HadoopPath path
        && path.files == files
        && path.absolute == absolute
        && path.names.equals(names);
  }

  @Override
  public int hashCode() {
    return names.hashCode();
  }

  @Override
  public String toString() {
    return absolute ? files.prefix() + plain() : plain();
  }
}
