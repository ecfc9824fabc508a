package dev.sluice.benchmarks.jet;

import com.hazelcast.config.Config;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.instance.BuildInfoProvider;
import dev.sluice.benchmarks.harness.Contestant;
import dev.sluice.benchmarks.harness.Ingest;
import dev.sluice.benchmarks.harness.Job;
import dev.sluice.benchmarks.harness.Pipeline;
import dev.sluice.benchmarks.harness.Settings;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Hazelcast Jet embedded: one member, two cooperative threads, no processing guarantee. Confined to
 * the driver's thread.
 */
final class HazelcastJet implements Contestant {
  private static final int THREADS = 2;

  private Optional<HazelcastInstance> member = Optional.empty();
  private Optional<com.hazelcast.jet.Job> running = Optional.empty();

  HazelcastJet() {}

  @Override
  public String version() {
    return BuildInfoProvider.getBuildInfo().getVersion();
  }

  @Override
  public boolean supports(Settings settings) {
    return settings.workload().pipeline() != Pipeline.FULL_COUNT && !settings.is(Ingest.DIRECT);
  }

  @Override
  public int lanes(Settings settings) {
    return settings.workload().paced() || settings.is(Ingest.TCP) ? 1 : 2;
  }

  @Override
  public boolean needsHeartbeat() {
    return true;
  }

  @Override
  public void open(Settings settings) {
    Logger.getLogger("com.hazelcast").setLevel(Level.SEVERE);
    Config config = new Config();
    config.getJetConfig().setEnabled(true).setCooperativeThreadCount(THREADS);
    config.getNetworkConfig().getJoin().getMulticastConfig().setEnabled(false);
    config.getNetworkConfig().getJoin().getAutoDetectionConfig().setEnabled(false);
    config.getNetworkConfig().getInterfaces().setEnabled(true).addInterface("127.0.0.1");
    config.setProperty("hazelcast.logging.type", "jdk");
    config.setProperty("hazelcast.phone.home.enabled", "false");
    member = Optional.of(Hazelcast.newHazelcastInstance(config));
  }

  @Override
  public void start(Job job) {
    running = Optional.of(member.orElseThrow().getJet().newJob(Programs.pipeline(job)));
  }

  @Override
  public void stop() throws InterruptedException {
    com.hazelcast.jet.Job job = running.orElseThrow();
    job.cancel();
    while (!job.getStatus().isTerminal()) {
      TimeUnit.MILLISECONDS.sleep(1);
    }
  }

  @Override
  public void close() {
    member.orElseThrow().shutdown();
  }
}
