/** Starts a server that speaks S3 in a process of its own, for tests and examples. */
@NullMarked
package dev.sluice.s3.peer;

import org.jspecify.annotations.NullMarked;
