package dev.sluice.broker;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;

/**
 * What runs in a broker's process. It says that it is ready once the broker serves, and ends when
 * its standard input does and not when it is interrupted, so that it never outlives the process
 * that started it, nor leaves it alone.
 */
public interface BrokerProgram {
  /** What is printed once clients can connect. */
  String READY = "READY";

  /** Starts the broker; clients can connect on return. */
  void start() throws Exception;

  /** Ends the broker as an operator does; all is kept on return. */
  void stop() throws Exception;

  /**
   * Runs a broker until the standard input ends, then ends the process. What the broker prints goes
   * to the standard error.
   */
  static void run(BrokerProgram broker) {
    int code = 1;
    try {
      PrintStream out = System.out;
      System.setOut(System.err);
      outliveInterrupts(Thread.currentThread());
      broker.start();
      out.println(READY);
      out.flush();
      awaitEnd(System.in);
      broker.stop();
      code = 0;
    } catch (Exception | Error failure) {
      System.err.println("Cannot run the broker");
      failure.printStackTrace();
    } finally {
      // What the server has left running keeps nothing alive.
      Runtime.getRuntime().halt(code);
    }
  }

  /** Ctrl-C reaches this process, too; the one that started it may need the broker to end well. */
  private static void outliveInterrupts(Thread main) {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  try {
                    main.join();
                  } catch (InterruptedException interrupt) {
                    Thread.currentThread().interrupt();
                  }
                },
                "until-the-input-ends"));
  }

  private static void awaitEnd(InputStream in) throws IOException {
    int read = 0;
    while (read >= 0) {
      read = in.read();
    }
  }
}
