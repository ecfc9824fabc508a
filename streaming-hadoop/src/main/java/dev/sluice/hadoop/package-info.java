/**
 * Any file system that Hadoop knows (HDFS, S3, local directories): Hadoop's formats as sources and
 * outputs of streams. With this module on the class path, its URIs are directories for checkpoints,
 * logs and file streams.
 */
@NullMarked
package dev.sluice.hadoop;

import org.jspecify.annotations.NullMarked;
