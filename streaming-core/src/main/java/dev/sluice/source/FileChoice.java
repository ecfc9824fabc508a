package dev.sluice.source;

import dev.sluice.source.FileFinder.Found;
import dev.sluice.time.Time;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/**
 * Chooses the files of each batch: those modified after the threshold and not after the batch time
 * that no batch has got yet. The threshold moves with the batches, at the distance that files are
 * remembered for, so a file that is below it need not be remembered any more. Confined to the
 * driver thread.
 */
final class FileChoice {
  private final FileSettings settings;
  private Time threshold;
  private final TreeMap<Time, List<String>> chosen = new TreeMap<>();
  private final Set<String> known = new HashSet<>();

  FileChoice(FileSettings settings) {
    this.settings = settings;
    this.threshold = settings.after();
  }

  /**
   * Goes on from what an earlier process chose, before anything is chosen here.
   *
   * @param after only files modified after this time are chosen
   * @param recent the files that count as chosen by batches
   */
  void resume(Time after, Map<Time, List<String>> recent) {
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
  record Chosen(List<String> files, List<String> again, List<String> problems) {}

  /**
   * Chooses the files of a batch; batches come in the order of their times.
   *
   * @throws Exception if the filter fails; nothing was chosen then
   */
  Chosen choose(Time batch) throws Exception {
    Time horizon = batch.minus(settings.remember());
    List<String> problems = new ArrayList<>();
    List<Found> candidates = candidates(horizon.max(threshold), batch, problems);
    candidates.sort(Comparator.comparingLong(Found::modifiedMs).thenComparing(Found::name));
    List<String> files = candidates.stream().map(Found::name).toList();
    List<String> again = forget(horizon, batch, problems);
    remember(batch, files);
    remember(batch, again);
    return new Chosen(files, again, problems);
  }

  private List<Found> candidates(Time after, Time until, List<String> problems) throws Exception {
    List<Found> candidates = new ArrayList<>();
    for (Found file : settings.finder().find(name -> !known.contains(name), problems)) {
      if (isWithin(file, after, until) && settings.finder().accepts(file.name())) {
        candidates.add(file);
      }
    }
    return candidates;
  }

  /**
   * Forgets the files that are below the threshold, but for those that were modified since they
   * were chosen. What was modified later than the batch is none of them: a batch that was missed
   * decides as it would have in time.
   */
  private List<String> forget(Time horizon, Time batch, List<String> problems) {
    NavigableMap<Time, List<String>> old = chosen.headMap(horizon, true);
    List<String> modified = new ArrayList<>();
    for (List<String> files : old.values()) {
      for (String file : files) {
        if (isWithin(file, horizon, batch, problems)) {
          modified.add(file);
        } else {
          known.remove(file);
        }
      }
    }
    old.clear();
    return modified;
  }

  private boolean isWithin(String name, Time after, Time until, List<String> problems) {
    try {
      return settings.finder().look(name).filter(file -> isWithin(file, after, until)).isPresent();
    } catch (IOException e) {
      problems.add(e.toString());
      return false;
    }
  }

  private static boolean isWithin(Found file, Time after, Time until) {
    Time modified = new Time(file.modifiedMs());
    return modified.isAfter(after) && modified.lessEq(until);
  }

  private void remember(Time batch, List<String> files) {
    if (!files.isEmpty()) {
      known.addAll(files);
      chosen.computeIfAbsent(batch, time -> new ArrayList<>()).addAll(files);
    }
  }
}
