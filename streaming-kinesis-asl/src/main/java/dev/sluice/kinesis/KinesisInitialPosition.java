package dev.sluice.kinesis;

import java.io.Serializable;
import software.amazon.kinesis.common.InitialPositionInStreamExtended;

/**
 * Where a stream begins of which the application has no checkpoint. Immutable.
 *
 * @see KinesisInitialPositions
 */
public sealed interface KinesisInitialPosition extends Serializable
    permits KinesisInitialPositions.Latest,
        KinesisInitialPositions.TrimHorizon,
        KinesisInitialPositions.AtTimestamp {

  /** The same for the Kinesis client library. */
  InitialPositionInStreamExtended toExtended();
}
