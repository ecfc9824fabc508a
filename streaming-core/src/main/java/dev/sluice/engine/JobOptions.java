package dev.sluice.engine;

import java.util.concurrent.Callable;

/**
 * How a job is labelled. Immutable.
 *
 * @param group the name under which jobs are cancelled together; empty for none
 * @param description what the job does, for people
 */
public record JobOptions(String group, String description) {
  /** No group, no description. */
  public static final JobOptions NONE = new JobOptions("", "");

  private static final ThreadLocal<JobOptions> CURRENT = ThreadLocal.withInitial(() -> NONE);

  /** The options that jobs started on the calling thread bear. */
  public static JobOptions current() {
    return CURRENT.get();
  }

  /** Calls the action; jobs it starts on this thread bear these options. */
  public <R> R call(Callable<R> action) throws Exception {
    JobOptions before = CURRENT.get();
    CURRENT.set(this);
    try {
      return action.call();
    } finally {
      CURRENT.set(before);
    }
  }
}
