package dev.sluice.kinesis;

import java.lang.reflect.Field;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import software.amazon.kinesis.coordinator.Scheduler;
import software.amazon.kinesis.coordinator.assignment.LeaseAssignmentManager;
import software.amazon.kinesis.leases.LeaseCoordinator;

/**
 * Pools of threads that the client library 3.5.1 keeps for ever: one for each worker, and one of
 * the process, whose threads would keep the process alive. Stateless.
 */
final class LibraryPools {
  private static final long IDLE_MS = 500;

  private LibraryPools() {}

  /**
   * Has the threads of a worker that is over end, and those of the process once they are idle.
   *
   * @throws ReflectiveOperationException if the library has other pools
   */
  static void end(Scheduler worker) throws ReflectiveOperationException {
    LeaseCoordinator leases = worker.leaseCoordinator();
    if (pool(leases.getClass(), "leaseDiscoveryThreadPool", leases)
        instanceof ExecutorService discovery) {
      var unused = discovery.shutdownNow();
    }
    if (pool(LeaseAssignmentManager.class, "LEASE_ASSIGNMENT_CALL_THREAD_POOL", null)
        instanceof ThreadPoolExecutor assignment) {
      assignment.setKeepAliveTime(IDLE_MS, TimeUnit.MILLISECONDS);
      assignment.allowCoreThreadTimeOut(true);
    }
  }

  private static Object pool(Class<?> owner, String field, @Nullable Object of)
      throws ReflectiveOperationException {
    Field pool = owner.getDeclaredField(field);
    pool.setAccessible(true);
    return pool.get(of);
  }
}
