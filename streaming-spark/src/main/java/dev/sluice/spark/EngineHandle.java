package dev.sluice.spark;

import dev.sluice.io.Serializer;
import java.io.Serializable;

/**
 * What tasks know of the engine that sent them. Immutable.
 *
 * @param id of this engine alone
 * @param serializer the form of records on their way between processes
 * @param succeeded takes what tasks add to accumulators if they succeed
 * @param anyway takes what counts even of tasks that fail
 */
@SuppressWarnings("serial") // serializers of programs are serializable
record EngineHandle(String id, Serializer serializer, Additions succeeded, Additions anyway)
    implements Serializable {
  /** The name of the driver's endpoint for messages. */
  String driverEndpoint() {
    return "sluice-control-" + id;
  }
}
