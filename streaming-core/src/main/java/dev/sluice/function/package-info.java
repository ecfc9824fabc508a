/**
 * The functions a program hands to Sluice, and the tuples they return. All are {@link
 * java.io.Serializable}, because an engine may run them in another process, and all may throw any
 * exception.
 */
@NullMarked
package dev.sluice.function;

import org.jspecify.annotations.NullMarked;
