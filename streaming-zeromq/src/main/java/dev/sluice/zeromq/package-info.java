/**
 * Streams from ZeroMQ: of subscribers and pullers, which lose what a crash or a slow reader costs,
 * and of senders that speak a small protocol by which nothing is lost.
 */
@NullMarked
package dev.sluice.zeromq;

import org.jspecify.annotations.NullMarked;
