package dev.sluice.source;

import dev.sluice.time.Time;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the files of each batch: those modified after the threshold and not after the batch time
 * that no batch has got yet. The threshold moves with the batches, at the distance that files are
 * remembered for, so a file that is below it need not be remembered any more. Confined to the
 * driver thread.
 */
final class FileChoice {
  private final FileSettings settings;
  private final DirectoryPattern directories;
  private final TreeMap<Time, List<Path>> chosen = new TreeMap<>();
  private final Set<Path> known = new HashSet<>();

  FileChoice(FileSettings settings) {
    this.settings = settings;
    this.directories = DirectoryPattern.parse(settings.directory());
  }

  /**
   * What a batch gets.
   *
   * @param files ordered by modification time, then by name
   * @param problems what could not be listed, and why
   */
  record Chosen(List<Path> files, List<String> problems) {}

  /** A file that may be chosen. */
  private record Candidate(Path file, long modifiedMs) {}

  /**
   * Chooses the files of a batch; batches come in the order of their times.
   *
   * @throws Exception if the filter fails; nothing was chosen then
   */
  Chosen choose(Time batch) throws Exception {
    Time horizon = batch.minus(settings.remember());
    List<String> problems = new ArrayList<>();
    forget(horizon, batch, problems);
    List<Candidate> candidates =
        candidates(horizon.max(settings.after()).milliseconds(), batch.milliseconds(), problems);
    candidates.sort(Comparator.comparingLong(Candidate::modifiedMs).thenComparing(Candidate::file));
    List<Path> files = candidates.stream().map(Candidate::file).toList();
    remember(batch, files);
    return new Chosen(files, problems);
  }

  private List<Candidate> candidates(long afterMs, long untilMs, List<String> problems)
      throws Exception {
    List<Candidate> candidates = new ArrayList<>();
    for (Path file : list(problems)) {
      BasicFileAttributes attributes = attributes(file, problems);
      if (attributes == null || !attributes.isRegularFile()) {
        continue;
      }
      long modifiedMs = attributes.lastModifiedTime().toMillis();
      if (modifiedMs > afterMs && modifiedMs <= untilMs && settings.filter().call(file)) {
        candidates.add(new Candidate(file, modifiedMs));
      }
    }
    return candidates;
  }

  /** The entries of the directories that no batch has got. */
  private List<Path> list(List<String> problems) {
    List<Path> entries = new ArrayList<>();
    try {
      for (Path directory : directories.find()) {
        try {
          entries.addAll(DirectoryPattern.entries(directory, entry -> !known.contains(entry)));
        } catch (IOException e) {
          problems.add(e.toString());
        }
      }
    } catch (IOException e) {
      problems.add(e.toString());
    }
    return entries;
  }

  /** The attributes of an entry, or null if it is gone or cannot be looked at. */
  private static @Nullable BasicFileAttributes attributes(Path entry, List<String> problems) {
    try {
      return Files.readAttributes(entry, BasicFileAttributes.class);
    } catch (NoSuchFileException gone) {
      return null;
    } catch (IOException e) {
      problems.add(e.toString());
      return null;
    }
  }

  /**
   * Forgets the files that are below the threshold; one that was modified since it was chosen is
   * not, so it counts as chosen now.
   */
  private void forget(Time horizon, Time batch, List<String> problems) {
    NavigableMap<Time, List<Path>> old = chosen.headMap(horizon, true);
    List<Path> modified = new ArrayList<>();
    for (List<Path> files : old.values()) {
      for (Path file : files) {
        BasicFileAttributes attributes = attributes(file, problems);
        if (attributes != null
            && attributes.lastModifiedTime().toMillis() > horizon.milliseconds()) {
          modified.add(file);
        } else {
          known.remove(file);
        }
      }
    }
    old.clear();
    remember(batch, modified);
  }

  private void remember(Time batch, List<Path> files) {
    if (!files.isEmpty()) {
      known.addAll(files);
      chosen.computeIfAbsent(batch, time -> new ArrayList<>()).addAll(files);
    }
  }
}
