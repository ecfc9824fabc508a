package dev.sluice.spark;

import dev.sluice.engine.Control;
import dev.sluice.engine.LongTaskSpec;
import java.io.PrintWriter;
import java.io.Serializable;
import java.io.StringWriter;
import java.util.concurrent.CompletableFuture;
import org.apache.spark.TaskContext;
import scala.collection.Iterator;
import scala.runtime.AbstractFunction1;

/**
 * Runs a long task on an executor, once: when Spark tries it again elsewhere, because the executor
 * is gone, it only says so. Immutable.
 */
final class LongTaskRun extends AbstractFunction1<Iterator<LongTaskSpec.Body>, String>
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The outcome of a task that ended well; other outcomes are stack traces. */
  static final String ENDED = "";

  private static final byte[] NOTHING = {};

  private final EngineHandle engine;
  private final String name;
  private final String mailbox;

  /**
   * A task to run.
   *
   * @param name what its thread is called meanwhile
   * @param mailbox where a message interrupts it
   */
  LongTaskRun(EngineHandle engine, String name, String mailbox) {
    this.engine = engine;
    this.name = name;
    this.mailbox = mailbox;
  }

  @Override
  public String apply(Iterator<LongTaskSpec.Body> only) {
    TaskContext spark = TaskContext.get();
    if (spark.attemptNumber() > 0) {
      return "its executor is lost, or could not begin it";
    }
    Thread thread = Thread.currentThread();
    String before = thread.getName();
    thread.setName(name);
    WorkerServices services = WorkerServices.of(engine);
    Control.Mailbox interrupts =
        services
            .control()
            .open(
                mailbox,
                message -> {
                  thread.interrupt();
                  return CompletableFuture.completedFuture(NOTHING);
                });
    try {
      only.next().run(services);
      return ENDED;
    } catch (Throwable failure) {
      if (spark.isInterrupted()) {
        throw Scala.sneak(failure);
      }
      StringWriter text = new StringWriter();
      failure.printStackTrace(new PrintWriter(text));
      return text.toString();
    } finally {
      interrupts.close();
      if (!spark.isInterrupted()) {
        boolean unusedWasInterrupted = Thread.interrupted();
      }
      thread.setName(before);
    }
  }
}
