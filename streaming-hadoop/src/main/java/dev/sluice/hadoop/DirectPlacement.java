package dev.sluice.hadoop;

import java.io.IOException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Writes a directory where it belongs, for stores that cannot rename one at once. It is complete
 * when it has the success file, which the committer of the job writes last; of a directory that is
 * replaced, that file is deleted first. Confined to one thread.
 */
final class DirectPlacement implements Placement {
  private final FileSystem system;
  private final Path target;

  DirectPlacement(FileSystem system, Path target) {
    this.system = system;
    this.target = target;
  }

  @Override
  public Path begin() throws IOException {
    discard();
    return target;
  }

  @Override
  public void publish() {}

  @Override
  public void discard() throws IOException {
    system.delete(new Path(target, SUCCESS), false);
    if (!system.delete(target, true) && system.exists(target)) {
      throw new IOException("Cannot delete " + target + ": the file system refuses");
    }
  }
}
