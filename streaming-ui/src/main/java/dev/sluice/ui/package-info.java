/**
 * Shows running programs: a web page, JSON, metrics and health. Being on the class path is enough;
 * {@link dev.sluice.ui.SluiceMetrics} also binds a program to a registry of one's own.
 */
@NullMarked
package dev.sluice.ui;

import org.jspecify.annotations.NullMarked;
