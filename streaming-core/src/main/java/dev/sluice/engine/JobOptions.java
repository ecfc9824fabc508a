package dev.sluice.engine;

import java.util.concurrent.Callable;
import java.util.function.Consumer;

/**
 * How a job is labelled, and who is told of it. Immutable.
 *
 * @param group the name under which jobs are cancelled together; empty for none
 * @param description what the job does, for people
 * @param stages told of each stage that the job began, as it ends, on any thread; must not block
 */
public record JobOptions(String group, String description, Consumer<? super StageInfo> stages) {
  /** No group, no description, and nobody is told. */
  public static final JobOptions NONE = new JobOptions("", "");

  private static final ThreadLocal<JobOptions> CURRENT = ThreadLocal.withInitial(() -> NONE);

  /** Labels only; nobody is told of stages. */
  public JobOptions(String group, String description) {
    this(group, description, stage -> {});
  }

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
