package dev.sluice.hadoop.storage;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileStore;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.ProviderMismatchException;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.spi.FileSystemProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.RemoteIterator;
import org.jspecify.annotations.Nullable;

/**
 * What the JDK's {@code Files} does on a file system of Hadoop: reading, listing, whole new files,
 * renames. Stateless.
 */
final class HadoopFileProvider extends FileSystemProvider {
  static final HadoopFileProvider INSTANCE = new HadoopFileProvider();

  private HadoopFileProvider() {}

  private static HadoopPath own(Path path) {
    if (path instanceof HadoopPath own) {
      return own;
    }
    throw new ProviderMismatchException("Cannot use " + path + ": it is no path of Hadoop");
  }

  private static FileSystem hadoop(Path path) throws IOException {
    return own(path).getFileSystem().hadoop();
  }

  @Override
  public String getScheme() {
    return "hadoop";
  }

  @Override
  public HadoopFiles newFileSystem(URI uri, Map<String, ?> settings) {
    throw new UnsupportedOperationException("Cannot make a file system of " + uri);
  }

  @Override
  public HadoopFiles getFileSystem(URI uri) {
    return HadoopFiles.path(uri.toString()).getFileSystem();
  }

  @Override
  public HadoopPath getPath(URI uri) {
    return HadoopFiles.path(uri.getScheme() + "://" + uri.getRawAuthority() + uri.getPath());
  }

  @Override
  public SeekableByteChannel newByteChannel(
      Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
      throws IOException {
    HadoopPath file = own(path);
    if (!options.contains(StandardOpenOption.WRITE)) {
      requireFile(file);
      return Failures.translated(
          file, () -> new ReadChannel(hadoop(file).open(file.hadoop()), attributes(file).size()));
    }
    boolean fresh = options.contains(StandardOpenOption.CREATE_NEW);
    boolean replaces =
        options.contains(StandardOpenOption.CREATE)
            && options.contains(StandardOpenOption.TRUNCATE_EXISTING);
    if ((!fresh && !replaces) || options.contains(StandardOpenOption.READ)) {
      throw new UnsupportedOperationException(
          "Cannot open " + file + ": found " + options + ", expected a new file to write");
    }
    return Failures.translated(
        file, () -> new WriteChannel(hadoop(file).create(file.hadoop(), !fresh)));
  }

  private void requireFile(HadoopPath file) throws IOException {
    if (attributes(file).isDirectory()) {
      throw new IOException("Cannot read " + file + ": it is a directory");
    }
  }

  @Override
  public DirectoryStream<Path> newDirectoryStream(
      Path path, DirectoryStream.Filter<? super Path> filter) throws IOException {
    HadoopPath directory = own(path);
    if (!attributes(directory).isDirectory()) {
      throw new NotDirectoryException(directory.toString());
    }
    List<Path> entries = new ArrayList<>();
    for (FileStatus status : list(directory)) {
      HadoopPath entry = directory.listed(status.getPath().getName(), FileAttributes.of(status));
      if (filter.accept(entry)) {
        entries.add(entry);
      }
    }
    return new Listing(entries);
  }

  private static List<FileStatus> list(HadoopPath directory) throws IOException {
    return Failures.translated(
        directory,
        () -> {
          List<FileStatus> found = new ArrayList<>();
          RemoteIterator<FileStatus> all = hadoop(directory).listStatusIterator(directory.hadoop());
          while (all.hasNext()) {
            found.add(all.next());
          }
          return found;
        });
  }

  @Override
  public void createDirectory(Path path, FileAttribute<?>... attributes) throws IOException {
    HadoopPath directory = own(path);
    if (exists(directory)) {
      throw new FileAlreadyExistsException(directory.toString());
    }
    Failures.translated(directory, () -> hadoop(directory).mkdirs(directory.hadoop()));
  }

  @Override
  public void delete(Path path) throws IOException {
    HadoopPath file = own(path);
    if (attributes(file).isDirectory() && !list(file).isEmpty()) {
      throw new DirectoryNotEmptyException(file.toString());
    }
    boolean deleted = Failures.translated(file, () -> hadoop(file).delete(file.hadoop(), false));
    if (!deleted) {
      throw new NoSuchFileException(file.toString());
    }
  }

  @Override
  public void copy(Path source, Path target, CopyOption... options) {
    throw new UnsupportedOperationException("Cannot copy " + source + " to " + target);
  }

  /** Renames in one step; never replaces. */
  @Override
  public void move(Path source, Path target, CopyOption... options) throws IOException {
    HadoopPath from = own(source);
    HadoopPath to = own(target);
    if (from.getFileSystem() != to.getFileSystem()
        || Set.of(options).contains(StandardCopyOption.REPLACE_EXISTING)) {
      throw new UnsupportedOperationException(
          "Cannot move %s to %s: expected a new name in the same file system".formatted(from, to));
    }
    RenameRule.require(from);
    if (exists(to)) {
      throw new FileAlreadyExistsException(to.toString());
    }
    boolean moved =
        Failures.translated(from, () -> hadoop(from).rename(from.hadoop(), to.hadoop()));
    if (!moved) {
      throw new IOException(
          "Cannot move %s to %s: the file system refused it without saying why"
              .formatted(from, to));
    }
  }

  private boolean exists(HadoopPath path) throws IOException {
    return Failures.translated(path, () -> hadoop(path).exists(path.hadoop()));
  }

  @Override
  public boolean isSameFile(Path path, Path other) {
    return path.toAbsolutePath().normalize().equals(other.toAbsolutePath().normalize());
  }

  @Override
  public boolean isHidden(Path path) {
    Path name = path.getFileName();
    return name != null && name.toString().startsWith(".");
  }

  @Override
  public FileStore getFileStore(Path path) {
    throw new UnsupportedOperationException("Cannot tell the store of " + path);
  }

  /** Whether it is there; what may be done with it is found out by doing it. */
  @Override
  public void checkAccess(Path path, AccessMode... modes) throws IOException {
    attributes(own(path));
  }

  @Override
  public <V extends FileAttributeView> @Nullable V getFileAttributeView(
      Path path, Class<V> type, LinkOption... options) {
    return null;
  }

  @Override
  public <A extends BasicFileAttributes> A readAttributes(
      Path path, Class<A> type, LinkOption... options) throws IOException {
    return type.cast(attributes(own(path)));
  }

  private static FileAttributes attributes(HadoopPath path) throws IOException {
    FileAttributes listed = path.takeListed();
    return listed != null
        ? listed
        : Failures.translated(
            path, () -> FileAttributes.of(hadoop(path).getFileStatus(path.hadoop())));
  }

  @Override
  public Map<String, Object> readAttributes(Path path, String names, LinkOption... options) {
    throw new UnsupportedOperationException("Cannot read the attributes " + names + " of " + path);
  }

  @Override
  public void setAttribute(Path path, String name, Object value, LinkOption... options) {
    throw new UnsupportedOperationException("Cannot set the attribute " + name + " of " + path);
  }
}
