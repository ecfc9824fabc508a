/** Messages by ZeroMQ: streams, and a loop over a socket as one writes it. */
@NullMarked
package dev.sluice.benchmarks.zeromq;

import org.jspecify.annotations.NullMarked;
