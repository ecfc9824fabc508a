package dev.sluice.hadoop.storage;

import dev.sluice.io.Storage;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.WatchService;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hdfs.DistributedFileSystem;
import org.jspecify.annotations.Nullable;

/**
 * A file system of Hadoop as one of the JDK. There is one for each scheme and authority, which
 * lives as long as the process: Hadoop would close its own when the process is asked to end, while
 * programs still stop. Thread-safe: guarded by its monitor.
 */
final class HadoopFiles extends FileSystem {
  private static final Map<String, HadoopFiles> ALL = new ConcurrentHashMap<>();

  /** By its name, as its classes need not be there. */
  private static final String S3A = "org.apache.hadoop.fs.s3a.S3AFileSystem";

  /** Begins all its URIs: {@code hdfs://host:8020}. */
  private final String prefix;

  private final Configuration configuration;
  private org.apache.hadoop.fs.@Nullable FileSystem hadoop;

  private HadoopFiles(String prefix, Configuration configuration) {
    this.prefix = prefix;
    this.configuration = new Configuration(configuration);
    this.configuration.setBoolean("fs.automatic.close", false);
    requireClass();
  }

  /** Reading the settings of the class path takes a while. */
  private static final class Found {
    static final Configuration SETTINGS = new Configuration();
  }

  /** The settings of the class path, not to be changed. */
  static Configuration found() {
    return Found.SETTINGS;
  }

  /**
   * The path of a URI; nothing is connected to.
   *
   * @throws IllegalArgumentException if it is malformed, names no host where one is needed, or the
   *     classes for its scheme are missing
   */
  static HadoopPath path(String text) {
    URI uri = uri(text);
    HadoopFiles files =
        ALL.computeIfAbsent(prefix(uri, found()), prefix -> new HadoopFiles(prefix, found()));
    return HadoopPath.of(files, uri.getPath());
  }

  /** As {@link #path(String)}, by a connection of its own with other settings. */
  static HadoopPath path(String text, Configuration configuration) {
    URI uri = uri(text);
    HadoopFiles files = new HadoopFiles(prefix(uri, configuration), configuration);
    return HadoopPath.of(files, uri.getPath());
  }

  private static URI uri(String text) {
    URI uri = new org.apache.hadoop.fs.Path(text).toUri();
    if (uri.getScheme() == null) {
      throw new IllegalArgumentException("expected a URI with a scheme, such as hdfs://host/dir");
    }
    return uri;
  }

  private static String prefix(URI uri, Configuration configuration) {
    String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
    String authority = uri.getAuthority();
    return scheme
        + "://"
        + (authority == null ? defaultAuthority(scheme, configuration) : authority);
  }

  private static String defaultAuthority(String scheme, Configuration configuration) {
    URI known = org.apache.hadoop.fs.FileSystem.getDefaultUri(configuration);
    if (scheme.equals(known.getScheme()) && known.getAuthority() != null) {
      return known.getAuthority();
    }
    if (scheme.equals("file")) {
      return "";
    }
    throw new IllegalArgumentException(
        "expected a host or a name behind %s://, as fs.defaultFS is %s".formatted(scheme, known));
  }

  private void requireClass() {
    String scheme = scheme();
    try {
      org.apache.hadoop.fs.FileSystem.getFileSystemClass(scheme, configuration);
    } catch (IOException | RuntimeException missing) {
      throw new IllegalArgumentException(
          "expected the file system's classes for %s: on the class path, %s"
              .formatted(scheme, missing.getMessage()),
          missing);
    }
  }

  private String scheme() {
    return prefix.substring(0, prefix.indexOf(':'));
  }

  String prefix() {
    return prefix;
  }

  Configuration configuration() {
    return configuration;
  }

  /** Hadoop's own, connected by the first call. */
  synchronized org.apache.hadoop.fs.FileSystem hadoop() throws IOException {
    org.apache.hadoop.fs.FileSystem known = hadoop;
    if (known == null) {
      known = org.apache.hadoop.fs.FileSystem.newInstance(URI.create(prefix + "/"), configuration);
      hadoop = known;
    }
    return known;
  }

  /**
   * The files below a directory.
   *
   * @throws IllegalArgumentException if this is none that is known to keep the promises of a
   *     storage
   */
  Storage storage(HadoopPath directory) {
    String scheme = scheme();
    Class<?> type = typeOf(scheme);
    if (DistributedFileSystem.class.isAssignableFrom(type)) {
      return new HdfsStorage(directory);
    }
    if (type.getName().equals(S3A)) {
      return new S3Storage(directory);
    }
    throw new IllegalArgumentException(
        "expected a directory of HDFS, of S3 by s3a: or a local one: files of %s: (%s) cannot be appended to and made durable, nor replaced in one step, so a crash could lose what was acknowledged; keep checkpoints and logs on hdfs:// or a local disk"
            .formatted(scheme, type.getName()));
  }

  private Class<?> typeOf(String scheme) {
    try {
      return org.apache.hadoop.fs.FileSystem.getFileSystemClass(scheme, configuration);
    } catch (IOException missing) {
      throw new IllegalArgumentException(missing.getMessage(), missing);
    }
  }

  @Override
  public HadoopFileProvider provider() {
    return HadoopFileProvider.INSTANCE;
  }

  /** Does nothing: it is shared, and lives as long as the process. */
  @Override
  public void close() {}

  @Override
  public boolean isOpen() {
    return true;
  }

  @Override
  public boolean isReadOnly() {
    return false;
  }

  @Override
  public String getSeparator() {
    return "/";
  }

  @Override
  public Iterable<Path> getRootDirectories() {
    return List.of(HadoopPath.of(this, "/"));
  }

  @Override
  public Iterable<FileStore> getFileStores() {
    return List.of();
  }

  @Override
  public Set<String> supportedFileAttributeViews() {
    return Set.of("basic");
  }

  @Override
  public HadoopPath getPath(String first, String... more) {
    String joined = more.length == 0 ? first : first + "/" + String.join("/", more);
    return HadoopPath.of(this, joined);
  }

  /** As that of the local file system, on the paths alone. */
  @Override
  public PathMatcher getPathMatcher(String syntaxAndPattern) {
    PathMatcher local =
        FileSystems.getDefault().getPathMatcher(syntaxAndPattern.replace(":" + prefix + "/", ":/"));
    return path -> path instanceof HadoopPath own && local.matches(Path.of(own.plain()));
  }

  @Override
  public UserPrincipalLookupService getUserPrincipalLookupService() {
    throw new UnsupportedOperationException("Cannot look users up in " + prefix);
  }

  @Override
  public WatchService newWatchService() {
    throw new UnsupportedOperationException("Cannot watch files of " + prefix);
  }

  @Override
  public String toString() {
    return prefix;
  }
}
