/**
 * Starts HDFS, a NameNode and DataNodes, each in a process of its own, for tests and examples. What
 * starts it needs no class of Hadoop for it.
 */
@NullMarked
package dev.sluice.hdfs.peer;

import org.jspecify.annotations.NullMarked;
