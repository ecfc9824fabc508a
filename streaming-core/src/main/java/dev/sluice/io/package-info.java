/**
 * Bytes in and out: durable files and logs of records, serialization of records, splitting byte
 * streams into lines, and output directories that appear whole or not at all.
 */
@NullMarked
package dev.sluice.io;

import org.jspecify.annotations.NullMarked;
