/**
 * The receiver contract: {@link dev.sluice.receiver.Receiver}, the supervisor that runs it, and the
 * block generator that cuts its records into blocks.
 */
@NullMarked
package dev.sluice.receiver;

import org.jspecify.annotations.NullMarked;
