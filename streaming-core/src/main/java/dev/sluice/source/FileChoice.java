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
import java.util.Map;
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
  private Time threshold;
  private final TreeMap<Time, List<Path>> chosen = new TreeMap<>();
  private final Set<Path> known = new HashSet<>();

  FileChoice(FileSettings settings) {
    this.settings = settings;
    this.directories = DirectoryPattern.parse(settings.directory());
    this.threshold = settings.after();
  }

  /**
   * Goes on from what an earlier process chose, before anything is chosen here.
   *
   * @param after only files modified after this time are chosen
   * @param recent the files that count as chosen by batches
   */
  void resume(Time after, Map<Time, List<Path>> recent) {
    threshold = after;
    recent.forEach(this::remember);
  }

  /**
   * What a batch gets.
   *
   * @param files ordered by modification time, then by name
   * @param again files of earlier batches that were modified since, and count as chosen now
   * @param problems what could not be listed, and why
   */
  record Chosen(List<Path> files, List<Path> again, List<String> problems) {}

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
    List<Candidate> candidates = candidates(horizon.max(threshold), batch, problems);
    candidates.sort(Comparator.comparingLong(Candidate::modifiedMs).thenComparing(Candidate::file));
    List<Path> files = candidates.stream().map(Candidate::file).toList();
    List<Path> again = forget(horizon, batch, problems);
    remember(batch, files);
    remember(batch, again);
    return new Chosen(files, again, problems);
  }

  private List<Candidate> candidates(Time after, Time until, List<String> problems)
      throws Exception {
    List<Candidate> candidates = new ArrayList<>();
    for (Path file : list(problems)) {
      BasicFileAttributes attributes = attributes(file, problems);
      if (attributes == null || !attributes.isRegularFile()) {
        continue;
      }
      if (isWithin(attributes, after, until) && settings.filter().call(file)) {
        candidates.add(new Candidate(file, attributes.lastModifiedTime().toMillis()));
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
   * Forgets the files that are below the threshold, but for those that were modified since they
   * were chosen. What was modified later than the batch is none of them: a batch that was missed
   * decides as it would have in time.
   */
  private List<Path> forget(Time horizon, Time batch, List<String> problems) {
    NavigableMap<Time, List<Path>> old = chosen.headMap(horizon, true);
    List<Path> modified = new ArrayList<>();
    for (List<Path> files : old.values()) {
      for (Path file : files) {
        BasicFileAttributes attributes = attributes(file, problems);
        if (attributes != null && isWithin(attributes, horizon, batch)) {
          modified.add(file);
        } else {
          known.remove(file);
        }
      }
    }
    old.clear();
    return modified;
  }

  private static boolean isWithin(BasicFileAttributes attributes, Time after, Time until) {
    Time modified = new Time(attributes.lastModifiedTime().toMillis());
    return modified.isAfter(after) && modified.lessEq(until);
  }

  private void remember(Time batch, List<Path> files) {
    if (!files.isEmpty()) {
      known.addAll(files);
      chosen.computeIfAbsent(batch, time -> new ArrayList<>()).addAll(files);
    }
  }
}
