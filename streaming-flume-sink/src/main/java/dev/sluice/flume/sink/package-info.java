/**
 * A sink for Flume agents that hands events out to receivers of Sluice, and takes them off its
 * channel once they are safe there. Nothing is null unless it says so.
 */
package dev.sluice.flume.sink;
