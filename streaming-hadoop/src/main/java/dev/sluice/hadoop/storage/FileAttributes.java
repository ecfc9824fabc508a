package dev.sluice.hadoop.storage;

import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import org.apache.hadoop.fs.FileStatus;
import org.jspecify.annotations.Nullable;

/** What Hadoop knows of a file. Immutable. */
record FileAttributes(boolean isDirectory, long size, long modifiedMs)
    implements BasicFileAttributes {

  static FileAttributes of(FileStatus status) {
    return new FileAttributes(status.isDirectory(), status.getLen(), status.getModificationTime());
  }

  @Override
  public FileTime lastModifiedTime() {
    return FileTime.fromMillis(modifiedMs);
  }

  /** The modification time: others are not known everywhere. */
  @Override
  public FileTime lastAccessTime() {
    return lastModifiedTime();
  }

  /** The modification time: others are not known everywhere. */
  @Override
  public FileTime creationTime() {
    return lastModifiedTime();
  }

  @Override
  public boolean isRegularFile() {
    return !isDirectory;
  }

  @Override
  public boolean isSymbolicLink() {
    return false;
  }

  @Override
  public boolean isOther() {
    return false;
  }

  @Override
  public @Nullable Object fileKey() {
    return null;
  }
}
