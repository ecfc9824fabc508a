/**
 * Sources without a broker: sockets, files, queues of datasets, one dataset for all batches. The
 * factories here make receivers and input sources; programs define streams of them with a streaming
 * context.
 */
@NullMarked
package dev.sluice.source;

import org.jspecify.annotations.NullMarked;
