package dev.sluice.assembly;

import java.lang.reflect.Method;

/** Runs several examples in one process. */
final class Together {
  private Together() {}

  public static void main(String[] examples) throws ReflectiveOperationException {
    for (String example : examples) {
      Method main =
          Class.forName("dev.sluice.examples." + example).getMethod("main", String[].class);
      new Thread(() -> run(main), example).start();
    }
  }

  private static void run(Method main) {
    try {
      main.invoke(null, (Object) new String[0]);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("Cannot run " + main, e);
    }
  }
}
