/** Discretized streams on the JVM: the API, the receiver contract and the embedded engine. */
@SuppressWarnings("requires-automatic") // Kryo has a stable automatic name but no descriptor
module dev.sluice.core {
  requires com.esotericsoftware.kryo.kryo5;
  requires org.slf4j;
  requires static transitive org.jspecify;

  exports dev.sluice.function;
  exports dev.sluice.time;
  exports dev.sluice.io;
  exports dev.sluice.rdd;
  exports dev.sluice.engine;
  exports dev.sluice.receiver;
  exports dev.sluice.ledger;
  exports dev.sluice.state;
  exports dev.sluice.quarantine;
  exports dev.sluice.dstream;
  exports dev.sluice.listener;
  exports dev.sluice.monitor;
  exports dev.sluice.source;
  exports dev.sluice.streaming;

  uses dev.sluice.engine.EngineProvider;
  uses dev.sluice.io.StorageProvider;
  uses dev.sluice.streaming.ContextExtension;
}
