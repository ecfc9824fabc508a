package dev.sluice.dstream;

import dev.sluice.dstream.DatasetFailures.Commit;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Accounts for failed records once an output operation has run, before it counts as done: what its
 * tasks found is counted, and durable if it is to be kept. So a crash before that makes the output
 * operation run again and find the records again, and a crash after it finds them where they are to
 * be. Thread-safe: guarded by its monitor, which is held while files are written.
 */
final class FailureCommit {
  private static final Logger LOG = LoggerFactory.getLogger(FailureCommit.class);

  private List<GuardedOperator<?, ?>> operators = List.of();

  synchronized void begin(List<GuardedOperator<?, ?>> guarded) {
    operators = List.copyOf(guarded);
  }

  /**
   * Accounts for all that was found and is not accounted for, by whatever operation.
   *
   * @return how many records that are, by operator
   * @throws ErrorBudgetException if more failed than is allowed
   */
  synchronized Map<String, Long> commit() throws IOException {
    Map<String, Long> counts = new TreeMap<>();
    for (GuardedOperator<?, ?> operator : operators) {
      for (DatasetFailures failures : operator.failures()) {
        Optional<Commit> commit = failures.commit();
        if (commit.isPresent()) {
          log(commit.get());
          counts.merge(commit.get().dataset().operator(), commit.get().records(), Long::sum);
        }
      }
    }
    return counts;
  }

  private static void log(Commit commit) {
    GuardedDataset dataset = commit.dataset();
    LOG.warn(
        "{} records of batch {} failed in {} and were left out (policy: {}); one of them with {}",
        commit.records(),
        dataset.time(),
        dataset.description(),
        dataset.policy(),
        commit.first().getClass().getName());
  }
}
