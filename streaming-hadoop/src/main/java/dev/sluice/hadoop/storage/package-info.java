/**
 * Files that outlive the process on a file system of Hadoop: what checkpoints and logs are written
 * with.
 */
@NullMarked
package dev.sluice.hadoop.storage;

import org.jspecify.annotations.NullMarked;
